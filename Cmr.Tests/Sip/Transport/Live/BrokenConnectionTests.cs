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
    public async Task What_a_peer_no_longer_reads_goes_over_a_new_connection_and_nothing_is_lost()
    {
        const int Messages = 300;
        await using StreamHouse house = new();
        using Socket listener = Talk.Listen();
        using DatagramWire sender = new();
        int failures = 0;
        Task sending = Task.Run(async () =>
        {
            using PeriodicTimer pace = new(TimeSpan.FromMilliseconds(1));
            for (int i = 0; i < Messages; i++)
            {
                house.Connections.Send(Talk.Options(sender), StreamHouse.Tcp(Talk.PortOf(listener)), () => Interlocked.Increment(ref failures));
                await pace.WaitForNextTickAsync();
            }
        });
        using StreamWire first = await StreamWire.AcceptAsync(listener);
        int heard = 0;
        for (; heard < 20; heard++) await first.HearRequestAsync("OPTIONS");
        first.EndSending();
        heard += await first.CountUntilEndAsync();
        using StreamWire second = await StreamWire.AcceptAsync(listener);
        for (; heard < Messages; heard++) await second.HearRequestAsync("OPTIONS");
        await sending;
        Assert.AreEqual(0, failures);
    }
}
