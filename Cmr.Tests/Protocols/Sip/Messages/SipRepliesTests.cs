using System.Text;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Protocols.Sip.Messages;

[TestClass]
public sealed class SipRepliesTests
{
    [TestMethod]
    public void Every_rejection_has_a_reply_or_is_dropped_on_purpose()
    {
        foreach (SipRejection rejection in Enum.GetValues<SipRejection>())
        {
            SipReply reply = SipReplies.For(rejection);
            Assert.IsTrue(reply.Status is null || reply.ReasonPhrase.Length > 0, rejection.ToString());
        }
    }

    [TestMethod]
    public void The_reply_copies_what_identifies_the_request_and_can_be_read_by_its_sender()
    {
        byte[] request = Encoding.UTF8.GetBytes("INVITE sip:b@b SIP/2.0\r\nv: SIP/2.0/UDP a\r\n ;branch=z9hG4bK1\r\nVia: SIP/2.0/UDP c;branch=z9hG4bK0\r\nX: secret\r\nFrom: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nContact: <\r\n\r\n");
        byte[] reply = SipReplies.TryMake(request, SipRejection.BadContact)!;
        SipResponse response = (SipResponse)Sip.Read(reply);
        Assert.AreEqual(SipStatus.BadRequest, response.Status);
        Assert.AreEqual("Malformed Contact", response.ReasonPhrase.ToString());
        Assert.AreEqual("z9hG4bK1", response.TopVia.Branch.ToString());
        Assert.IsFalse(response.TryGet("X"u8, out _));
    }

    [TestMethod]
    [DataRow("ACK sip:b@b SIP/2.0\r\nVia: SIP/2.0/UDP a\r\n\r\n", SipRejection.MissingFrom)]
    [DataRow("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a\r\n\r\n", SipRejection.MissingFrom)]
    [DataRow("INVITE sip:b@b SIP/2.0\r\nVia:\r\n\r\n", SipRejection.BadVia)]
    [DataRow("INVITE sip:b@b SIP/2.0\r\nFrom: x\r\n\r\n", SipRejection.BadFrom)]
    [DataRow("INVITE", SipRejection.BadStartLine)]
    [DataRow("\r\n", SipRejection.KeepAlive)]
    public void Nothing_is_sent_to_nobody(string datagram, SipRejection rejection) =>
        Assert.IsNull(SipReplies.TryMake(Encoding.UTF8.GetBytes(datagram), rejection));
}
