using System.Net.Sockets;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>Connections come and go; calls stay.</summary>
[TestClass]
public sealed class BrokenConnectionTests
{
    private static LiveNode _node = null!; // set before every test of the class

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => _node = await LiveNode.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _node.DisposeAsync();

    [TestMethod]
    [DataRow(true, DisplayName = "the called party's")]
    [DataRow(false, DisplayName = "the caller's")]
    public async Task When_a_connection_breaks_in_a_call_the_next_request_opens_another_one_to_the_target(bool calledBreaks)
    {
        using Socket listener = Talk.Listen();
        using Socket callersOwn = Talk.Listen();
        using StreamWire caller = await StreamWire.ConnectAsync(_node.At("127.0.0.1"));
        SipRequest invite = Talk.Invite(caller, $"sip:bob@{listener.LocalEndPoint};transport=tcp", contact: $"sip:ann@{callersOwn.LocalEndPoint};transport=tcp");
        await caller.SendAsync(invite);
        using StreamWire called = await StreamWire.AcceptAsync(listener);
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        await called.SendAsync(Talk.Answer(called, relayed, $"sip:bob@{listener.LocalEndPoint};transport=tcp"));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer));
        await called.HearRequestAsync("ACK");

        StreamWire broken = calledBreaks ? called : caller;
        StreamWire whole = calledBreaks ? caller : called;
        broken.Dispose();
        await whole.SendAsync(calledBreaks ? Talk.ByCaller(caller, "BYE", 2, invite, answer) : Talk.ByCalled(called, "BYE", 2, relayed));
        using StreamWire opened = await StreamWire.AcceptAsync(calledBreaks ? listener : callersOwn);
        SipRequest bye = await opened.HearRequestAsync("BYE");
        await opened.SendAsync(Talk.Ok(bye));
        await whole.HearResponseAsync("BYE");
    }

    [TestMethod]
    [DataRow("OPTIONS", true)]
    [DataRow("ACK", false)]
    public async Task A_request_whose_connection_was_reset_at_once_is_said_again_over_another_one(string method, bool again)
    {
        await using StreamHouse house = new();
        using Socket listener = Talk.Listen();
        using DatagramWire sender = new();
        SipRequest request = method == "ACK" ? Ack(sender) : Talk.Options(sender);
        house.Connections.Send(Talk.Options(sender), StreamHouse.Tcp(Talk.PortOf(listener)), null);
        using (StreamWire first = await StreamWire.AcceptAsync(listener))
        {
            await first.SendAsync(Talk.Ok(await first.HearRequestAsync("OPTIONS")));
            await house.ReadAsync();
            house.Connections.Send(request, StreamHouse.Tcp(Talk.PortOf(listener)), null);
            await first.HearRequestAsync(method);
            first.Reset();
        }

        if (!again) house.Connections.Send(Talk.Options(sender), StreamHouse.Tcp(Talk.PortOf(listener)), null);
        using StreamWire second = await StreamWire.AcceptAsync(listener);
        SipRequest heard = await second.HearRequestAsync("OPTIONS");
        Assert.AreEqual(again, heard.TopVia.Branch == request.TopVia.Branch);
        Assert.AreEqual(2, house.Counters.Opened);
    }

    private static SipRequest Ack(SipWire wire, int padding = 0)
    {
        SipRequest invite = Talk.Invite(wire, "sip:bob@b.example");
        return Talk.ByCaller(wire, "ACK", 1, invite, Talk.Answer(wire, invite), padding);
    }

    [TestMethod]
    public async Task What_a_peer_has_not_taken_before_it_closed_goes_over_a_new_connection()
    {
        await using StreamHouse house = new();
        using Socket listener = Talk.Listen();
        using DatagramWire sender = new();
        SipRequest big = Ack(sender, padding: 60_000);
        int failures = 0;
        int refused = 0;
        house.Connections.Send(big, StreamHouse.Tcp(Talk.PortOf(listener)), () => Interlocked.Increment(ref failures));
        using (StreamWire deaf = await StreamWire.AcceptAsync(listener))
        {
            // Full for a while: the system takes no more, rather than that nobody had time to hand it over
            using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(10));
            for (int full = 0; full < 20; await tick.WaitForNextTickAsync()) full = Fill() == 20 ? full + 1 : 0;
        }

        using StreamWire second = await StreamWire.AcceptAsync(listener);
        for (int heard = 0; heard < 5; heard++) await second.HearRequestAsync("ACK");
        Assert.AreEqual(refused, Volatile.Read(ref failures), "nobody was told of a failure but those for whom there was no room");

        int Fill()
        {
            int before = Volatile.Read(ref failures);
            for (int i = 0; i < 20; i++) house.Connections.Send(big, StreamHouse.Tcp(Talk.PortOf(listener)), () => Interlocked.Increment(ref failures));
            refused += Volatile.Read(ref failures) - before;
            return Volatile.Read(ref failures) - before;
        }
    }
}
