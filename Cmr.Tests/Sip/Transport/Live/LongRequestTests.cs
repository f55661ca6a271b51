using System.Net.Sockets;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>RFC 3261 §18.1.1: what is too long for a datagram goes over TCP, and back to UDP where nobody listens for TCP.</summary>
[TestClass]
public sealed class LongRequestTests
{
    private const int Long = 2000;
    private static LiveNode _node = null!; // set before every test of the class

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => _node = await LiveNode.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _node.DisposeAsync();

    [TestMethod]
    public async Task Long_requests_of_a_call_go_over_TCP_short_ones_over_UDP_and_responses_never_change()
    {
        using DatagramWire called = new();
        using Socket listener = Talk.Listen(port: called.Local.Port);
        using DatagramWire caller = new() { Remote = _node.At("127.0.0.1") };
        SipRequest invite = Talk.Invite(caller, called.Uri, padding: Long);
        await caller.SendAsync(invite);
        using StreamWire stream = await StreamWire.AcceptAsync(listener);
        SipRequest relayed = await stream.HearRequestAsync("INVITE");
        Assert.AreEqual("TCP", relayed.TopVia.Transport.ToString());
        await stream.SendAsync(Talk.Answer(called, relayed, padding: Long));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        Assert.IsGreaterThan(Long, answer.Bytes.Length, "the response is as long and stays with its datagram");
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer));
        SipRequest ack = await called.HearRequestAsync("ACK");
        Assert.AreEqual("UDP", ack.TopVia.Transport.ToString());

        await caller.SendAsync(Talk.ByCaller(caller, "INFO", 2, invite, answer, Long));
        SipRequest info = await stream.HearRequestAsync("INFO");
        await stream.SendAsync(Talk.Ok(info));
        await caller.HearResponseAsync("INFO");
        await caller.SendAsync(Talk.ByCaller(caller, "BYE", 3, invite, answer));
        SipRequest bye = await called.HearRequestAsync("BYE");
        await called.SendAsync(Talk.Ok(bye));
        await caller.HearResponseAsync("BYE");
    }

    [TestMethod]
    public async Task Where_nobody_listens_for_TCP_long_requests_go_over_UDP_also_within_a_call_and_for_ACK()
    {
        using DatagramWire called = new();
        using DatagramWire caller = new() { Remote = _node.At("127.0.0.1") };
        SipRequest invite = Talk.Invite(caller, called.Uri, padding: Long);
        await caller.SendAsync(invite);
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        Assert.AreEqual("UDP", relayed.TopVia.Transport.ToString());
        await called.SendAsync(Talk.Answer(called, relayed));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer));
        await called.HearRequestAsync("ACK");
        await called.SendAsync(Talk.ByCalled(called, "INFO", 1, relayed, padding: Long));
        SipRequest info = await caller.HearRequestAsync("INFO");
        Assert.AreEqual("UDP", info.TopVia.Transport.ToString());
        await caller.SendAsync(Talk.Ok(info));
        await called.HearResponseAsync("INFO");
    }

    [TestMethod]
    public async Task A_long_ACK_goes_over_UDP_too_where_nobody_listens_for_TCP()
    {
        using DatagramWire called = new();
        using DatagramWire caller = new() { Remote = _node.At("127.0.0.1") };
        // A late offer: the answer, and its length, is in the ACK
        SipRequest invite = (SipRequest)Talk.Invite(caller, called.Uri).Edit().WithoutBody().Build();
        await caller.SendAsync(invite);
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        await called.SendAsync(Talk.Answer(called, relayed));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        SipRequest longAnswer = Talk.Invite(caller, called.Uri, padding: Long);
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer).Edit().WithBody("application/sdp", longAnswer.Body).Build());
        SipRequest ack = await called.HearRequestAsync("ACK");
        Assert.IsGreaterThan(Long, ack.Bytes.Length);
        Assert.AreEqual("UDP", ack.TopVia.Transport.ToString(), "its Via says how it came");
    }
}
