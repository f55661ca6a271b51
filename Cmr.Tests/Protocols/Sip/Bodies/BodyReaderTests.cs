using Cmr.Protocols.Sip.Bodies;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Tests.Support;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Bodies;

/// <summary>RFC 5621 and RFC 2046: parts, dispositions, limits, and what boundaries are not.</summary>
[TestClass]
public sealed class BodyReaderTests
{
    private const string Sdp = "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\n";

    [TestMethod]
    public void A_written_multipart_body_is_read_back_part_for_part()
    {
        (Utf8Text type, Utf8Text body) = Multipart.Write("mixed", "b1", [("application/sdp", default, Sdp), ("application/sdp", "early-session;handling=optional", Sdp + "a=b1\r\n"), ("text/plain", default, "--b1x")]);
        BodyPart whole = Read(type.ToString(), body.ToString())!;
        Assert.HasCount(3, whole.Parts);
        Assert.AreEqual(Sdp, whole.FindSdp("session"u8)!.Content.ToString());
        BodyPart early = whole.FindSdp("early-session"u8)!;
        Assert.AreEqual(Sdp + "a=b1\r\n", early.Content.ToString());
        Assert.IsTrue(whole.Parts[0].IsRequired && !early.IsRequired);
        Assert.AreEqual("render", whole.Parts[2].Disposition.ToString());
        Assert.AreEqual("--b1x", whole.Parts[2].Content.ToString());
    }

    [TestMethod]
    public void A_single_body_is_one_part_with_the_headers_of_the_message()
    {
        BodyPart body = Read("application/sdp", Sdp)!;
        Assert.IsEmpty(body.Parts);
        Assert.AreEqual("session", body.Disposition.ToString());
        Assert.AreSame(body, body.FindSdp("session"u8));
        Assert.IsNull(body.FindSdp("early-session"u8));
        Assert.IsNull(Read("text/plain", string.Empty));
    }

    [TestMethod]
    public void Of_alternatives_the_last_description_counts_and_one_understood_part_is_enough()
    {
        BodyPart body = Read("multipart/alternative;boundary=x", "--x\r\nContent-Type: application/sdp\r\n\r\nfirst\r\n--x\r\nContent-Type: application/sdp\r\n\r\nlast\r\n--x\r\nContent-Type: a/b\r\n\r\n?\r\n--x--")!;
        Assert.AreEqual("last", body.FindSdp("session"u8)!.Content.ToString());
        Assert.IsNull(body.FindNotUnderstood(type => type.IsSdp));
        Assert.AreSame(body, body.FindNotUnderstood(_ => false));
    }

    [TestMethod]
    public void A_part_that_must_be_understood_is_named_and_an_optional_one_is_not()
    {
        string parts = "--x\r\nContent-Type: application/sdp\r\n\r\n\r\n--x\r\nContent-Type: a/b\r\nContent-Disposition: render;handling=HANDLING\r\n\r\n?\r\n--x--\r\n";
        Assert.AreEqual("a/b", Read("multipart/mixed;boundary=x", parts.Replace("HANDLING", "required", StringComparison.Ordinal))!.FindNotUnderstood(type => type.IsSdp)!.ContentType.ToString());
        Assert.IsNull(Read("multipart/mixed;boundary=x", parts.Replace("HANDLING", "optional", StringComparison.Ordinal))!.FindNotUnderstood(type => type.IsSdp));
    }

    [TestMethod]
    public void Nested_bodies_preamble_epilogue_folded_headers_and_ids()
    {
        BodyPart body = Read(
            "multipart/mixed; boundary=\"a b\"",
            "preamble --a b\r\n--a b  \r\nContent-Type: multipart/mixed;\r\n boundary=in\r\n\r\n--in\r\nContent-ID: <x@y>\r\nc: application/sdp\r\n\r\nA\r\n--in--\r\n\r\n--a b\r\n\r\nplain\r\n--a b--\r\nepilogue")!;
        Assert.HasCount(2, body.Parts);
        BodyPart inner = body.Parts[0].Parts.Single();
        Assert.AreEqual("x@y", inner.ContentId.ToString());
        Assert.AreSame(inner, body.FindSdp("session"u8));
        Assert.AreEqual("plain", body.Parts[1].Content.ToString());
        Assert.HasCount(4, body.All().ToList());
    }

    [TestMethod]
    [DataRow("multipart/mixed;boundary=x", "--x\r\n\r\na\r\n--xy\r\n\r\nb\r\n--x--", "a\r\n--xy\r\n\r\nb", DisplayName = "a longer line is no boundary")]
    [DataRow("multipart/mixed;boundary=x", "--x\r\n\r\na\n--x\n\nb\r\n--x--", "a\n--x\n\nb", DisplayName = "LF alone makes no boundary")]
    [DataRow("multipart/mixed;boundary=x", "--x\r\n\r\na --x\r\nb\r\n--x--", "a --x\r\nb", DisplayName = "the middle of a line is no boundary")]
    [DataRow("multipart/mixed;boundary=x", "--x\r\nX: y\r\n\r\n--x--", "", DisplayName = "headers alone")]
    [DataRow("multipart/mixed;boundary=x", "--x\r\n\r\n\r\n--x--", "", DisplayName = "nothing at all")]
    [DataRow("multipart/mixed;boundary=x", "--x\r\n\r\n\r\n\r\n--x--", "\r\n", DisplayName = "one line end is content")]
    public void Boundary_games_are_lost(string type, string text, string content) => Assert.AreEqual(content, Read(type, text)!.Parts.Single().Content.ToString());

    [TestMethod]
    [DataRow("multipart/mixed", "--x\r\n\r\na\r\n--x--", BodyRejection.BadBoundary)]
    [DataRow("multipart/mixed;boundary=\"\"", "--\r\n\r\na\r\n----", BodyRejection.BadBoundary)]
    [DataRow("multipart/mixed;boundary=\"x \"", "--x \r\n\r\na\r\n--x --", BodyRejection.BadBoundary)]
    [DataRow("multipart/mixed;boundary=\"<x>\"", "--<x>\r\n\r\na", BodyRejection.BadBoundary)]
    [DataRow("multipart/mixed;boundary=x", "no boundary", BodyRejection.NotStarted)]
    [DataRow("multipart/mixed;boundary=x", "--x--", BodyRejection.NotStarted)]
    [DataRow("multipart/mixed;boundary=x", "--x\r\n\r\na\r\n", BodyRejection.NotEnded)]
    [DataRow("multipart/mixed;boundary=x", "--x\r\n\r\na\r\n--x", BodyRejection.NotEnded)]
    [DataRow("multipart/mixed;boundary=x", "--x\r\nno colon\r\n\r\na\r\n--x--", BodyRejection.BadHeader)]
    [DataRow("multipart/mixed;boundary=x", "--x\r\nX: y\rZ: 1\r\n\r\na\r\n--x--", BodyRejection.BadHeader)]
    [DataRow("multipart/mixed;boundary=x", "--x\r\nContent-Type: a/b\r\nc: c/d\r\n\r\na\r\n--x--", BodyRejection.BadHeader)]
    [DataRow("multipart/mixed;boundary=x", "--x\r\nContent-Type: nonsense\r\n\r\na\r\n--x--", BodyRejection.BadHeader)]
    public void What_cannot_be_taken_apart_has_a_reason(string type, string text, BodyRejection expected) => Assert.AreEqual(expected, Try(type, text, out _));

    [TestMethod]
    public void Limits_hold()
    {
        Assert.AreEqual(BodyRejection.TooManyParts, Try("multipart/mixed;boundary=x", string.Concat(Enumerable.Repeat("--x\r\n\r\na\r\n", 17)) + "--x--", out _));
        Assert.AreEqual(BodyRejection.TooManyHeaders, Try("multipart/mixed;boundary=x", "--x\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", 17)) + "\r\na\r\n--x--", out _));
        string nested = "end";
        for (int depth = 0; depth < 4; depth++)
        {
            nested = $"--d{depth}\r\nContent-Type: multipart/mixed;boundary=d{depth - 1}\r\n\r\n{nested}\r\n--d{depth}--";
        }

        Assert.AreEqual(BodyRejection.TooDeep, Try("multipart/mixed;boundary=d3", nested, out _));
        Assert.AreEqual(BodyRejection.BadBoundary, Try($"multipart/mixed;boundary={new string('x', 71)}", "--x", out _));
    }

    [TestMethod]
    public void The_multipart_torture_message_gives_its_parts()
    {
        SipMessage message = Cmr.Tests.Protocols.Sip.Messages.Sip.Read(Corpora.Read("rfc4475", "mpart01.dat"));
        Assert.AreEqual(BodyRejection.None, BodyReader.TryRead(message, BodyLimits.Default, out BodyPart? body));
        Assert.HasCount(2, body!.Parts);
        Assert.AreEqual("text/plain", body.Parts[0].ContentType.ToString());
        Assert.AreEqual("binary", body.Parts[1].TransferEncoding.ToString());
    }

    private static BodyPart? Read(string type, string text) =>
        Try(type, text, out BodyPart? body) is BodyRejection.None ? body : throw new FormatException();

    private static BodyRejection Try(string type, string text, out BodyPart? body)
    {
        SipRequest request = An.Request(SipMethod.Message).Received().WithBody(type, text).Build();
        return BodyReader.TryRead(request, BodyLimits.Default, out body);
    }
}
