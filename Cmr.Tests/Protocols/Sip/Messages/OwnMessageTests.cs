using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Tests.Support;

namespace Cmr.Tests.Protocols.Sip.Messages;

[TestClass]
public sealed class OwnMessageTests
{
    public static IEnumerable<object[]> Names => OwnMessages.Rows;

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void An_untouched_message_is_written_back_octet_for_octet(string name)
    {
        byte[] octets = OwnMessages.Read(name);
        SipMessage message = Sip.Read(octets);
        System.Buffers.ArrayBufferWriter<byte> writer = new();
        message.Write(writer);
        CollectionAssert.AreEqual(octets, writer.WrittenSpan.ToArray());
        Sip.Touch(message);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void An_edit_of_one_header_leaves_all_other_rows_as_they_were(string name)
    {
        SipMessage message = Sip.Read(OwnMessages.Read(name));
        SipMessage changed = message is SipRequest request
            ? request.Edit().Set(HeaderId.MaxForwards, "12").Set("X-New", "1").Build()
            : ((SipResponse)message).Edit().Set(HeaderId.MaxForwards, "12").Set("X-New", "1").Build();
        Assert.AreEqual(12, changed.MaxForwards);
        Assert.AreEqual(message.Body, changed.Body);
        List<Utf8Text> before = [], after = [];
        foreach (HeaderRow row in message.Headers)
        {
            if (row.Id is not (HeaderId.MaxForwards or HeaderId.ContentLength))
            {
                before.Add(row.Line);
            }
        }

        foreach (HeaderRow row in changed.Headers)
        {
            if (row.Id is not (HeaderId.MaxForwards or HeaderId.ContentLength) && !row.Name.Equals("X-New"u8))
            {
                after.Add(row.Line);
            }
        }

        CollectionAssert.AreEqual(before, after);
    }

    [TestMethod]
    public void Typed_views_of_an_IMS_INVITE()
    {
        SipRequest invite = (SipRequest)Sip.Read(OwnMessages.Read("invite-ims.sip"));
        Assert.AreEqual(SipMethod.Invite, invite.Method);
        Assert.IsTrue(invite.Uri.TryGetSip(out SipUri uri) && uri.IsPhone);
        Assert.AreEqual("+4930555123", invite.Uri.UserOrNumber().ToString());
        Assert.AreEqual("z9hG4bKpcscf.77f", invite.TopVia.Branch.ToString());
        Assert.IsTrue(invite.TopVia.HasRPort);
        Assert.IsNull(invite.TopVia.RPort);
        Assert.HasCount(2, invite.Values(HeaderId.Via).ToList());
        Assert.AreEqual("Ann \\\"A.\\\" Ander", invite.From.DisplayName.ToString());
        Assert.AreEqual("a-73", invite.From.Tag.ToString());
        Assert.IsTrue(invite.To.Tag.IsEmpty);
        Assert.AreEqual("8f3e2a@[2001:db8::7]", invite.CallId.ToString());
        Assert.AreEqual(4711u, invite.CSeq.Number);
        Assert.AreEqual("urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel", invite.Contact!.Value.Parameters.Get("+g.3gpp.icsi-ref"u8).ToString());
        Assert.IsTrue(invite.Contact.Value.Parameters.Contains("VIDEO"u8));
        Assert.HasCount(2, invite.Routes);
        Assert.IsTrue(invite.Routes[1].Uri.TryGetSip(out SipUri route) && route.IsLooseRoute);
        Assert.HasCount(2, invite.PAssertedIdentity);
        Assert.AreEqual(UriScheme.Tel, invite.PAssertedIdentity[1].Uri.Scheme);
        Assert.IsTrue(invite.PEarlyMedia is { Supported: true, Direction: EarlyMediaDirection.None });
        Assert.IsTrue(invite.Supported.Contains("early-session"u8));
        Assert.IsTrue(invite.Require.Contains("precondition"u8));
        Assert.IsTrue(invite.Allow.Contains("UPDATE"u8));
        Assert.AreEqual(66, invite.MaxForwards);
        Assert.AreEqual(1800u, invite.SessionExpires!.Value.Seconds);
        Assert.IsTrue(invite.Privacy!.Value.Contains("none"u8));
        Assert.IsTrue(invite.HasSdp);
        Assert.IsTrue(invite.TryGet("x-operator-secret"u8, out HeaderRow secret));
        Assert.AreEqual("X-Operator-Secret:   keep  this\tas it is  ", secret.Line.ToString());
    }

    [TestMethod]
    public void Typed_views_of_responses_and_of_a_PRACK()
    {
        SipResponse progress = (SipResponse)Sip.Read(OwnMessages.Read("183-reliable.sip"));
        Assert.AreEqual(SipStatus.SessionProgress, progress.Status);
        Assert.AreEqual(9021u, progress.RSeq);
        Assert.IsTrue(progress.PEarlyMedia is { Direction: EarlyMediaDirection.SendOnly, Gated: true, Supported: false });
        Assert.AreEqual("Terminated", progress.Reason!.Value.Text.ToString());
        SipRequest prack = (SipRequest)Sip.Read(OwnMessages.Read("prack.sip"));
        Assert.AreEqual(new RAckHeader(9021, 1, SipMethod.Invite), prack.RAck);
        SipResponse busy = (SipResponse)Sip.Read(OwnMessages.Read("503-busy.sip"));
        Assert.AreEqual("Überlast", busy.ReasonPhrase.ToString());
        Assert.AreEqual(120u, busy.RetryAfter!.Value.Seconds);
        Assert.IsTrue(((SipRequest)Sip.Read(OwnMessages.Read("register-wildcard.sip"))).Contact!.Value.IsWildcard);
    }

    [TestMethod]
    public void Compact_names_folded_lines_and_values_over_several_rows()
    {
        SipRequest message = (SipRequest)Sip.Read(OwnMessages.Read("compact-folded.sip"));
        Assert.AreEqual(new HostPort("a.example", 5070), message.TopVia.SentBy);
        Assert.AreEqual("TCP", message.TopVia.Transport.ToString());
        Assert.AreEqual("z9hG4bKfold", message.TopVia.Branch.ToString());
        Assert.AreEqual("Bob", message.To.DisplayName.ToString());
        Assert.AreEqual("1", message.From.Tag.ToString());
        Assert.AreEqual(7u, message.CSeq.Number);
        CollectionAssert.AreEqual(new Utf8Text[] { "one", "two", "three" }, message.Supported.ToList());
        Assert.HasCount(2, message.Contacts);
        Assert.AreEqual("x, y", message.Contacts[0].DisplayName.ToString());
        Assert.AreEqual("0.5", message.Contacts[1].Parameters.Get("q"u8).ToString());
        Assert.AreEqual("hello", message.Body.ToString());
        Assert.AreEqual("UTF-8", message.ContentType!.Value.Parameters.Get("charset"u8).ToString());
    }
}
