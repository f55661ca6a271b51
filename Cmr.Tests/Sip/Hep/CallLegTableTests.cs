using System.Text;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Hep;

namespace Cmr.Tests.Sip.Hep;

[TestClass]
public sealed class CallLegTableTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void An_answered_leg_is_known_until_a_while_after_its_BYE()
    {
        CallLegTable table = new(10);
        table.CorrelationOf(Read("INVITE sip:x@y SIP/2.0", "INVITE"), "a", Start);
        table.CorrelationOf(Read("SIP/2.0 200 OK", "INVITE"), default, Start);

        Assert.AreEqual("a", table.CorrelationOf(Read("BYE sip:x@y SIP/2.0", "BYE"), default, Start.AddHours(5)).ToString());
        Assert.AreEqual("a", table.CorrelationOf(Read("SIP/2.0 200 OK", "BYE"), default, Start.AddHours(5).AddSeconds(32)).ToString());
        Assert.AreEqual("b", table.CorrelationOf(Read("SIP/2.0 200 OK", "BYE"), default, Start.AddHours(5).AddSeconds(100)).ToString());
        Assert.AreEqual(0, table.Count);
    }

    [TestMethod]
    public void What_is_never_answered_is_forgotten_and_what_does_not_fit_goes_by_its_own_name()
    {
        CallLegTable table = new(1);
        table.CorrelationOf(Read("INVITE sip:x@y SIP/2.0", "INVITE", "b1"), "a1", Start);

        Assert.AreEqual("a2", table.CorrelationOf(Read("INVITE sip:x@y SIP/2.0", "INVITE", "b2"), "a2", Start).ToString(), "its sender told");
        Assert.AreEqual("b2", table.CorrelationOf(Read("SIP/2.0 180 Ringing", "INVITE", "b2"), default, Start).ToString());
        Assert.AreEqual("a1", table.CorrelationOf(Read("SIP/2.0 180 Ringing", "INVITE", "b1"), default, Start).ToString());
        Assert.AreEqual("b1", table.CorrelationOf(Read("SIP/2.0 180 Ringing", "INVITE", "b1"), default, Start.AddMinutes(11)).ToString());
    }

    private static SipMessage Read(string startLine, string method, string callId = "b")
    {
        string text = $"{startLine}\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n";
        Assert.IsTrue(SipMessage.TryRead(Encoding.ASCII.GetBytes(text), SipLimits.Default, out SipMessage? message).IsComplete);
        return message!; // complete
    }
}
