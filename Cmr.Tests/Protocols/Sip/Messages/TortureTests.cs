using System.Text;
using Cmr.Protocols.Sip.Bodies;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Tests.Support;

namespace Cmr.Tests.Protocols.Sip.Messages;

/// <summary>RFC 4475, one row a message: what the parser makes of it and which reply the table gives.</summary>
[TestClass]
public sealed class TortureTests
{
    // Parser-level answers; a message in neither table has to be read. "drop" is no reply at all.
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["badinv01.dat"] = "400", ["clerr.dat"] = "400", ["ncl.dat"] = "400", ["scalar02.dat"] = "400", ["scalarlg.dat"] = "drop",
        ["quotbal.dat"] = "400", ["ltgtruri.dat"] = "400", ["lwsruri.dat"] = "400", ["lwsstart.dat"] = "400", ["trws.dat"] = "400",
        ["escruri.dat"] = "400", ["regbadct.dat"] = "400", ["badaspec.dat"] = "400", ["baddn.dat"] = "400", ["badvers.dat"] = "505",
        ["mismatch01.dat"] = "400", ["mismatch02.dat"] = "400", ["bigcode.dat"] = "drop", ["insuf.dat"] = "400", ["unkscm.dat"] = "416",
        ["novelsc.dat"] = "416", ["multi01.dat"] = "400", ["mcl01.dat"] = "400",
    };

    // "invalid" in the RFC, but readable: the Date is not needed and so ignored, as the RFC allows.
    private static readonly string[] InvalidButRead = ["baddate.dat"];

    public static IEnumerable<object[]> Names => Corpora.FileNames("rfc4475");

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Each_torture_message_gets_its_stated_answer(string name)
    {
        byte[] octets = Corpora.Read("rfc4475", name);
        ParseOutcome outcome = SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? message);
        string kind = Corpora.Index("rfc4475").Single(row => row["name"] == name)["class"];
        if (!Refused.TryGetValue(name, out string? answer))
        {
            Assert.IsTrue(kind != "invalid" || InvalidButRead.Contains(name), $"{name} is invalid but was read");
            Assert.AreEqual(ParseStatus.Complete, outcome.Status, $"{outcome.Reason} at {outcome.Offset}");
            Sip.Touch(message!);
            Assert.IsTrue(octets.AsSpan().TrimStart("\r\n"u8).StartsWith(message!.Bytes.Span), "the octets changed");
            return;
        }

        Assert.AreEqual(ParseStatus.Malformed, outcome.Status);
        byte[]? reply = SipReplies.TryMake(octets, outcome.Reason);
        Assert.AreEqual(answer, reply is null ? "drop" : Encoding.UTF8.GetString(reply, 8, 3));
    }

    [TestMethod]
    public void Octets_behind_Content_Length_are_no_part_of_the_message()
    {
        SipMessage message = Sip.Read(Corpora.Read("rfc4475", "dblreq.dat"));
        Assert.AreEqual(SipMethod.Register, ((SipRequest)message).Method);
        Assert.IsTrue(message.Body.IsEmpty);
    }

    [TestMethod]
    public void A_binary_body_keeps_its_octets_and_a_NUL_ends_nothing()
    {
        SipMessage message = Sip.Read(Corpora.Read("rfc4475", "mpart01.dat"));
        Assert.AreEqual(ScalarOf(message), message.Body.Length);
        SipRequest register = (SipRequest)Sip.Read(Corpora.Read("rfc4475", "escnull.dat"));
        Assert.HasCount(2, register.Contacts);
        Assert.IsFalse(register.Contacts[0].Uri.IsEquivalentTo(register.Contacts[1].Uri));
        Assert.IsTrue(register.Contacts[0].Uri.UserOrNumber().Span.Contains((byte)0));
    }

    [TestMethod]
    public void Parameters_inside_and_outside_the_brackets_are_told_apart()
    {
        SipMessage outside = Sip.Read(Corpora.Read("rfc4475", "cparam01.dat"));
        SipMessage inside = Sip.Read(Corpora.Read("rfc4475", "cparam02.dat"));
        Assert.IsTrue(outside.Contact!.Value.Parameters.Contains("unknownparam"u8));
        Assert.IsTrue(inside.Contact!.Value.Parameters.IsEmpty);
    }

    [TestMethod]
    public void A_folded_header_of_any_case_reads_like_a_plain_one()
    {
        SipRequest message = (SipRequest)Sip.Read(Corpora.Read("rfc4475", "wsinv.dat"));
        Assert.AreEqual(9u, message.CSeq.Number);
        Assert.AreEqual(68, message.MaxForwards);
        Assert.AreEqual("98asjd8", message.From.Tag.ToString());
        Assert.HasCount(3, message.Values(HeaderId.Via).ToList());
        Assert.HasCount(1, message.Routes);
    }

    [TestMethod]
    public void What_a_process_needs_for_the_other_answers_can_be_read()
    {
        SipMessage extensions = Read("bext01.dat");
        Assert.IsTrue(extensions.Require.Contains("nothingSupportsThis"u8) && extensions.ProxyRequire.Contains("noProxiesSupportThis"u8), "420");
        Assert.IsFalse(Read("sdp01.dat").Accept.Any(range => range.Covers("application"u8, "sdp"u8)), "406");
        Assert.AreEqual(BodyRejection.None, BodyReader.TryRead(Read("invut.dat"), BodyLimits.Default, out BodyPart? body));
        Assert.IsNotNull(body!.FindNotUnderstood(type => type.IsSdp), "415");
        Assert.IsFalse(Read("badbranch.dat").TopVia.HasUniqueBranch, "matched as RFC 2543");
        Assert.IsFalse(Read("inv2543.dat").TopVia.HasUniqueBranch, "matched as RFC 2543");
        Assert.AreEqual(0, Read("zeromf.dat").MaxForwards, "483 of a proxy");
        Assert.AreEqual(UriScheme.Other, Read("unksm2.dat").To.Uri.Scheme, "400 or 404 of a registrar");
        Assert.IsFalse(Read("regaut01.dat").Authorization!.Value.IsDigest, "401");
        Assert.AreEqual("255.255.255.255", ViaOf(Read("bcast.dat"), 1).SentBy.Host.ToString(), "dropped");
        Assert.IsNull(Read("baddate.dat").Date, "ignored");
    }

    private static SipMessage Read(string name) => Sip.Read(Corpora.Read("rfc4475", name));

    private static ViaHeader ViaOf(SipMessage message, int index) =>
        ViaHeader.TryRead(message.Values(HeaderId.Via).ToList()[index], out ViaHeader via) ? via : throw new FormatException();

    private static int ScalarOf(SipMessage message) =>
        int.Parse(message.Value(HeaderId.ContentLength).ToString(), System.Globalization.CultureInfo.InvariantCulture);
}
