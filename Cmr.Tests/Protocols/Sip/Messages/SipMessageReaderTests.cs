using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Tests.Protocols.Sip.Messages;

[TestClass]
public sealed class SipMessageReaderTests
{
    private const string Head = "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1\r\nFrom: <sip:a@a.example>;tag=1\r\nTo: <sip:b@b.example>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n";

    [TestMethod]
    [DataRow("", SipRejection.KeepAlive)]
    [DataRow("\r\n\r\n", SipRejection.KeepAlive)]
    [DataRow("hello", SipRejection.BadStartLine)]
    [DataRow("OPTIONS\r\n\r\n", SipRejection.BadStartLine)]
    [DataRow("OPTIONS sip:b@b.example\r\n\r\n", SipRejection.BadStartLine)]
    [DataRow("OPTIONS sip:b@b.example HTTP/1.1\r\n" + Head + "\r\n", SipRejection.BadRequestUri)]
    [DataRow("OPTIONS sip:b@b.example SIP/3.0\r\n" + Head + "\r\n", SipRejection.BadVersion)]
    [DataRow("OPTIONS sip: SIP/2.0\r\n" + Head + "\r\n", SipRejection.BadRequestUri)]
    [DataRow("OPTIONS sip:b@b.example%zz SIP/2.0\r\n" + Head + "\r\n", SipRejection.BadRequestUri)]
    [DataRow("OPTIONS http://b.example SIP/2.0\r\n" + Head + "\r\n", SipRejection.UnknownUriScheme)]
    [DataRow("SIP/2.0 099 No\r\n" + Head + "\r\n", SipRejection.BadStatusCode)]
    [DataRow("SIP/2.0 700 No\r\n" + Head + "\r\n", SipRejection.BadStatusCode)]
    [DataRow("SIP/2.0 20 No\r\n" + Head + "\r\n", SipRejection.BadStatusCode)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "No colon here\r\n\r\n", SipRejection.BadHeaderLine)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + ": nameless\r\n\r\n", SipRejection.BadHeaderLine)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "X: a\rY: b\r\n\r\n", SipRejection.BadHeaderLine)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n folded start line\r\n" + Head + "\r\n", SipRejection.BadHeaderLine)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "Call-ID: y\r\n\r\n", SipRejection.DuplicateHeader)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "Content-Length: 3\r\n\r\nab", SipRejection.BodyTruncated)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "Content-Length: 99999999999999999999\r\n\r\n", SipRejection.BadContentLength)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "Contact: <sip:a@b>,,<sip:c@d>\r\n\r\n", SipRejection.BadContact)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "RAck: 1 1\r\n\r\n", SipRejection.BadRAck)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "RSeq: 4294967296\r\n\r\n", SipRejection.BadRSeq)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "Require: a b\r\n\r\n", SipRejection.BadOptionTag)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "Route: b.example\r\n\r\n", SipRejection.BadRoute)]
    [DataRow("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head, SipRejection.None)]
    [DataRow("\r\n\r\nOPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "\r\n", SipRejection.None)]
    [DataRow("OPTIONS sip:b@b.example sip/2.0\r\n" + Head + "Require:\r\nRetry-After: soon\r\nPrivacy:\r\n\r\n", SipRejection.None)]
    public void A_malformed_message_has_a_reason(string text, SipRejection expected) =>
        Assert.AreEqual(expected, Sip.Try(text).Reason);

    [TestMethod]
    [DataRow("Via", SipRejection.MissingVia)]
    [DataRow("From", SipRejection.MissingFrom)]
    [DataRow("To", SipRejection.MissingTo)]
    [DataRow("Call-ID", SipRejection.MissingCallId)]
    [DataRow("CSeq", SipRejection.MissingCSeq)]
    public void A_mandatory_header_may_not_be_missing(string name, SipRejection expected)
    {
        string rest = string.Concat(Head.Split("\r\n").Where(line => line.Length > 0 && !line.StartsWith(name + ":", StringComparison.Ordinal)).Select(line => line + "\r\n"));
        Assert.AreEqual(expected, Sip.Try("OPTIONS sip:b@b.example SIP/2.0\r\n" + rest + "\r\n").Reason);
    }

    [TestMethod]
    [DataRow(SipLeniency.BareLineFeed, "OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "\n", SipRejection.BareLineFeed)]
    [DataRow(SipLeniency.MissingEmptyLine, "OPTIONS sip:b@b.example SIP/2.0\r\n" + Head, SipRejection.HeadersNotEnded)]
    [DataRow(SipLeniency.IdenticalRepetition, "OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "Call-ID: x\r\n\r\n", SipRejection.DuplicateHeader)]
    [DataRow(SipLeniency.MissingMaxForwards, "OPTIONS sip:b@b.example SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nf: <sip:a@a>\r\nt: <sip:b@b>\r\ni: x\r\nCSeq: 1 OPTIONS\r\n\r\n", SipRejection.MissingMaxForwards)]
    public void Each_leniency_can_be_switched_off_alone(SipLeniency leniency, string text, SipRejection whenOff)
    {
        Assert.AreEqual(SipRejection.None, Sip.Try(text, new SipLimits { Leniency = leniency }).Reason);
        Assert.AreEqual(whenOff, Sip.Try(text, new SipLimits { Leniency = SipLeniency.All & ~leniency }).Reason);
    }

    [TestMethod]
    public void Limits_hold()
    {
        string message = "OPTIONS sip:b@b.example SIP/2.0\r\n" + Head;
        Assert.AreEqual(SipRejection.MessageTooLarge, Sip.Try(message + "\r\n", new SipLimits { MaxMessageBytes = 100 }).Reason);
        Assert.AreEqual(SipRejection.TooManyHeaders, Sip.Try(message + string.Concat(Enumerable.Repeat("X: y\r\n", 300)) + "\r\n").Reason);
        Assert.AreEqual(SipRejection.TooManyHeaders, Sip.Try(message + "X: y\r\n" + string.Concat(Enumerable.Repeat(" y\r\n", 300)) + "\r\n").Reason);
        Assert.AreEqual(SipRejection.HeaderTooLong, Sip.Try(message + "X: " + new string('y', 9000) + "\r\n\r\n").Reason);
        Assert.AreEqual(SipRejection.TooManyValues, Sip.Try(message + "Route: " + string.Join(',', Enumerable.Repeat("<sip:r>", 65)) + "\r\n\r\n").Reason);
    }

    [TestMethod]
    public void A_buffer_with_room_for_the_index_is_not_copied()
    {
        byte[] octets = System.Text.Encoding.UTF8.GetBytes("OPTIONS sip:b@b.example SIP/2.0\r\n" + Head + "\r\n");
        byte[] roomy = new byte[octets.Length + 256];
        octets.CopyTo(roomy, 0);
        SipMessage.TryReadOwned(roomy, octets.Length, SipLimits.Default, out SipMessage? owned);
        Assert.IsTrue(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(owned!.Bytes, out ArraySegment<byte> segment) && segment.Array == roomy);
        Assert.AreEqual(ParseStatus.Complete, SipMessage.TryReadOwned(octets, octets.Length, SipLimits.Default, out SipMessage? copied).Status);
        Assert.AreEqual(owned.CallId, copied!.CallId);
    }
}
