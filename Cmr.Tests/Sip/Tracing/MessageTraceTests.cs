using System.Net;
using System.Text;
using Cmr.Domain.Parties;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Tracing;

namespace Cmr.Tests.Sip.Tracing;

[TestClass]
public sealed class MessageTraceTests
{
    private static readonly NumberingPlan Plan = new();
    private static readonly SipEndpoint Caller = SipEndpoint.Udp(IPAddress.Parse("10.0.0.1"), 5060);
    private static readonly SipEndpoint Called = SipEndpoint.Udp(IPAddress.Parse("10.0.0.2"), 5060);

    [TestMethod]
    [DataRow("a")]
    [DataRow("b")]
    public void A_call_is_followed_in_both_legs_whichever_is_named(string named)
    {
        MessageTrace trace = Trace(new TraceRequest(named, null, null, TimeSpan.FromSeconds(1), false));

        See(trace, true, Caller, "INVITE", "a");
        See(trace, false, Called, "INVITE", "b", caller: "a");
        See(trace, true, Called, "BYE", "b");
        See(trace, false, Caller, "BYE", "a");
        See(trace, true, Caller, "OPTIONS", "other");
        See(trace, false, Called, "INVITE", "other-b", caller: "other-a");

        string expected = named == "a" ? "INVITE a caller, INVITE b called, BYE b called, BYE a caller" : "INVITE b called, BYE b called, BYE a caller";
        Assert.AreEqual(expected, Picked(trace), "the first INVITE tells nothing of a leg that is not there yet");
    }

    [TestMethod]
    public void A_number_is_found_however_it_is_written_and_its_calls_are_followed()
    {
        Assert.IsTrue(PartyIdentity.TryParse("+8613800000002", Plan, out PartyIdentity number));
        MessageTrace trace = Trace(new TraceRequest(null, number, null, TimeSpan.FromSeconds(1), false));

        See(trace, true, Caller, "INVITE", "a", uri: "tel:+86-138-0000-0002");
        See(trace, false, Called, "INVITE", "b", caller: "a", uri: "sip:gateway@h");
        See(trace, true, Called, "BYE", "b", uri: "sip:gateway@h");
        See(trace, true, Caller, "INVITE", "c", uri: "sip:+8613800000003@h");

        Assert.AreEqual("INVITE a caller, INVITE b called, BYE b called", Picked(trace));
    }

    [TestMethod]
    [DataRow("10.0.0.1", true)]
    [DataRow("10.0.0.0/8", true)]
    [DataRow("10.0.0.1:5060", true)]
    [DataRow("10.0.0.1:5061", false)]
    [DataRow("10.0.0.2", false)]
    [DataRow("2001:db8::/32", false)]
    public void A_peer_is_an_address_a_range_or_a_port_of_one(string text, bool isSeen)
    {
        MessageTrace trace = Trace(new TraceRequest(null, null, PeerFilter.TryRead(text), TimeSpan.FromSeconds(1), false));

        See(trace, true, Caller, "OPTIONS", "x");
        trace.See(new SeenMessage(true, Caller, "rubbish"u8.ToArray(), null, default));

        Assert.AreEqual(isSeen ? "OPTIONS x , rubbish  " : "", Picked(trace));
    }

    [TestMethod]
    [DataRow("10.0.0.1:0")]
    [DataRow("10.0.0.1:70000")]
    [DataRow("host")]
    [DataRow(":5060")]
    [DataRow("10.0.0.0/40")]
    public void What_is_no_peer_is_refused(string text) => Assert.IsNull(PeerFilter.TryRead(text));

    [TestMethod]
    public void Calls_that_were_there_before_are_followed_too()
    {
        Assert.IsTrue(PartyIdentity.TryParse("+8613800000002", Plan, out PartyIdentity number));
        foreach (TraceRequest request in (TraceRequest[])[new("b", null, null, default, false), new("a", null, null, default, false), new(null, number, null, default, false)])
        {
            MessageTrace trace = Trace(request);
            trace.Consider(Read("INVITE", "a", "sip:+8613800000002@h") as SipRequest ?? throw new InvalidOperationException(), "b");
            trace.Consider(Read("INVITE", "c", "sip:+8613800000003@h") as SipRequest ?? throw new InvalidOperationException(), "d");

            See(trace, true, Called, "BYE", "b");
            See(trace, false, Caller, "BYE", "a");
            See(trace, true, Called, "BYE", "d");

            Assert.AreEqual("BYE b called, BYE a caller", Picked(trace));
        }
    }

    [TestMethod]
    public void What_is_not_read_is_left_out_and_told()
    {
        MessageTrace trace = Trace(new TraceRequest("a", null, null, TimeSpan.FromSeconds(1), false));

        for (int i = 0; i < MessageTrace.Capacity + 7; i++) See(trace, true, Caller, "INFO", "a");

        Assert.AreEqual((7L, 0L), (trace.TakeMissed(), trace.TakeMissed()));
        Assert.IsTrue(trace.Messages.TryRead(out _));
        See(trace, true, Caller, "INFO", "a");
        Assert.AreEqual(0L, trace.TakeMissed(), "there is room again");
    }

    private static MessageTrace Trace(TraceRequest request) => new(request, Plan, TimeProvider.System);

    private static void See(MessageTrace trace, bool isIncoming, SipEndpoint peer, string method, string callId, string caller = "", string uri = "sip:x@y")
    {
        SipMessage message = Read(method, callId, uri);
        trace.See(new SeenMessage(isIncoming, peer, message.Bytes, message, caller));
    }

    private static string Picked(MessageTrace trace)
    {
        List<string> picked = [];
        while (trace.Messages.TryRead(out (SeenMessage Seen, DateTimeOffset At, string? Leg) next))
            picked.Add(next.Seen.Message is SipRequest request ? $"{request.Method} {request.CallId} {next.Leg}" : $"{Encoding.ASCII.GetString(next.Seen.Octets.Span)}  {next.Leg}");
        return string.Join(", ", picked);
    }

    private static SipMessage Read(string method, string callId, string uri)
    {
        string text = $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <{uri}>\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n";
        Assert.IsTrue(SipMessage.TryRead(Encoding.ASCII.GetBytes(text), SipLimits.Default, out SipMessage? message).IsComplete);
        return message!; // complete
    }
}
