using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Headers;

/// <summary>The small header grammars, and the splitting of lists.</summary>
[TestClass]
public sealed class HeaderValueTests
{
    [TestMethod]
    [DataRow("a, b ,c", "a|b|c")]
    [DataRow("\"x,y\" <sip:a,b@c>, <sip:d>;p=\"1,2\"", "\"x,y\" <sip:a,b@c>|<sip:d>;p=\"1,2\"")]
    [DataRow("\"a>b,c\" <sip:x>, d;p=\"1,\\\"2\", e", "\"a>b,c\" <sip:x>|d;p=\"1,\\\"2\"|e")]
    [DataRow("a,,b", "a||b")]
    [DataRow("a,", "a|")]
    [DataRow("\"open, b", "\"open, b")]
    [DataRow("<open, b", "<open, b")]
    [DataRow("", "")]
    [DataRow("   ", "")]
    public void A_list_is_split_at_its_commas_only(string row, string expected)
    {
        List<string> values = [];
        foreach (Utf8Text value in new HeaderValues(row))
        {
            values.Add(value.ToString());
        }

        Assert.AreEqual(expected, string.Join('|', values));
    }

    [TestMethod]
    [DataRow("SIP/2.0/UDP 192.0.2.1:5060 ;branch=z9hG4bK77ef4c2312983.1;received=192.0.2.7;rport=5061", true)]
    [DataRow("SIP / 2.0 / UDP first.example.com: 4000;ttl=16 ;maddr=224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1", true)]
    [DataRow("SIP/2.0/TCP [2001:db8::9:1];branch=z9hG4bKas3-111;received=2001:db8::9:255", true)]
    [DataRow("SIP/2.0/UNKNOWN host;branch=z9hG4bK1;future;x=\"q\"", true)]
    [DataRow("SIP/2.0/ UDP host", true)]
    [DataRow("sip/2.0/UDP host", true)]
    [DataRow("SIP/2.0/ host", false)]
    [DataRow("SIP/2.0 host", false)]
    [DataRow("HTTP/2.0/UDP host", false)]
    [DataRow("SIP/2.0/UDPhost", false)]
    [DataRow("SIP/2.0/UDP host:99999", false)]
    [DataRow("SIP/2.0/UDP host;;branch=1", false)]
    [DataRow("SIP/2.0/UDP", false)]
    public void Via_is_read_or_refused(string text, bool valid) => Assert.AreEqual(valid, ViaHeader.TryRead(text, out _));

    [TestMethod]
    [DataRow("z9hG4bK1", true)]
    [DataRow("Z9HG4BK1", true)]
    [DataRow("z9hG4bK", false)]
    [DataRow("1", false)]
    public void A_unique_branch_has_the_cookie_and_more(string branch, bool unique)
    {
        Assert.IsTrue(ViaHeader.TryRead($"SIP/2.0/UDP h;branch={branch};rport", out ViaHeader via));
        Assert.AreEqual(unique, via.HasUniqueBranch);
        Assert.IsTrue(via.HasRPort && via.RPort is null);
    }

    [TestMethod]
    [DataRow("4711 INVITE", true)]
    [DataRow("0009\r\n INVITE", true)]
    [DataRow("2147483648 INVITE", false)]
    [DataRow("1INVITE", false)]
    [DataRow("1", false)]
    [DataRow("-1 INVITE", false)]
    public void CSeq_is_read_or_refused(string text, bool valid) => Assert.AreEqual(valid, CSeqHeader.TryRead(text, out _));

    [TestMethod]
    public void P_Early_Media_takes_its_first_direction_and_its_flags()
    {
        Assert.IsTrue(PEarlyMediaHeader.TryRead("inactive, sendrecv, Supported, gated, future", out PEarlyMediaHeader value));
        Assert.AreEqual(new PEarlyMediaHeader(EarlyMediaDirection.Inactive, true, true), value);
        Assert.AreEqual(new PEarlyMediaHeader(EarlyMediaDirection.SendOnly, true, false), new PEarlyMediaHeader(EarlyMediaDirection.None, true, false).And(new PEarlyMediaHeader(EarlyMediaDirection.SendOnly, false, false)));
        Assert.IsFalse(PEarlyMediaHeader.TryRead("<x>", out _));
    }

    [TestMethod]
    public void Privacy_Reason_Retry_After_Session_Expires_and_disposition()
    {
        Assert.IsTrue(PrivacyHeader.TryRead("header ; ID;critical", out PrivacyHeader privacy) && privacy.Contains("id"u8) && !privacy.Contains("user"u8));
        Assert.IsTrue(ReasonHeader.TryRead("Q.850 ;cause=16 ;text=\"Terminated\"", out ReasonHeader reason) && reason.Cause == 16);
        Assert.IsTrue(RetryAfterHeader.TryRead("18000;duration=3600", out RetryAfterHeader retry) && retry.Seconds == 18000);
        Assert.IsFalse(RetryAfterHeader.TryRead("soon", out _));
        Assert.IsTrue(SessionExpiresHeader.TryRead("90;refresher=uas", out SessionExpiresHeader session) && session.Refresher.Equals("uas"u8));
        Assert.IsTrue(ContentDispositionHeader.TryRead("early-session;handling=optional", out ContentDispositionHeader disposition) && !disposition.IsRequired);
        Assert.IsTrue(ContentTypeHeader.TryRead("Application / SDP", out ContentTypeHeader type) && type.IsSdp);
        Assert.IsFalse(ContentTypeHeader.TryRead("sdp", out _));
    }

    [TestMethod]
    public void A_wish_for_privacy_counts_in_whichever_row_it_stands()
    {
        SipRequest request = An.Invite().Received().Add(HeaderId.Privacy, "header").Add(HeaderId.Privacy, "id;critical").Build();
        Assert.IsTrue(request.Privacy!.Value.Contains("header"u8) && request.Privacy.Value.Contains("id"u8));
    }

    // The compact forms that are registered, but "n" (Identity-Info, which RFC 8224 took back).
    [TestMethod]
    [DataRow("a", "Accept-Contact")]
    [DataRow("b", "Referred-By")]
    [DataRow("c", "Content-Type")]
    [DataRow("d", "Request-Disposition")]
    [DataRow("e", "Content-Encoding")]
    [DataRow("f", "From")]
    [DataRow("i", "Call-ID")]
    [DataRow("j", "Reject-Contact")]
    [DataRow("k", "Supported")]
    [DataRow("l", "Content-Length")]
    [DataRow("m", "Contact")]
    [DataRow("o", "Event")]
    [DataRow("r", "Refer-To")]
    [DataRow("s", "Subject")]
    [DataRow("t", "To")]
    [DataRow("u", "Allow-Events")]
    [DataRow("v", "Via")]
    [DataRow("x", "Session-Expires")]
    [DataRow("y", "Identity")]
    public void A_compact_form_is_its_long_one_in_either_case(string compact, string name)
    {
        HeaderId id = KnownHeaders.Identify(((Utf8Text)name).Span);
        Assert.AreNotEqual(HeaderId.Unknown, id);
        Assert.AreEqual((id, id), (KnownHeaders.Identify(((Utf8Text)compact).Span), KnownHeaders.Identify(((Utf8Text)compact.ToUpperInvariant()).Span)));
    }

    [TestMethod]
    public void Names_are_known_in_any_case_and_in_compact_form()
    {
        foreach ((string name, HeaderId id) in new[] { ("v", HeaderId.Via), ("CALL-ID", HeaderId.CallId), ("I", HeaderId.CallId), ("www-authenticate", HeaderId.WwwAuthenticate), ("x", HeaderId.SessionExpires), ("q", HeaderId.Unknown), ("X-Via", HeaderId.Unknown), ("9", HeaderId.Unknown) })
        {
            Assert.AreEqual(id, KnownHeaders.Identify(((Utf8Text)name).Span), name);
        }
    }

    [TestMethod]
    public void Every_header_identity_is_registered_and_the_checked_ones_come_first()
    {
        foreach (HeaderId id in Enum.GetValues<HeaderId>().Where(id => id is not HeaderId.Unknown))
        {
            HeaderDefinition definition = KnownHeaders.Get(id);
            Assert.AreEqual(id, KnownHeaders.Identify(definition.NameText.Span));
            Assert.AreEqual(definition.IsValid is null, definition.Rejection is SipRejection.None);
            Assert.IsTrue(definition.IsValid is null || (int)id < 64, "the reader marks them in 64 bits");
        }
    }
}
