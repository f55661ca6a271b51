using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>A node at several addresses: each leg is told, and spoken to from, the one that its peer knows (RFC 3261 §12.1.1, §18).</summary>
[TestClass]
public sealed class AddressTests
{
    private static LiveNode _node = null!; // set before every test of the class

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => _node = await LiveNode.StartAsync("Sip:MoreAddresses:0=127.0.0.2", "Sip:MoreAddresses:1=::1");

    [ClassCleanup]
    public static async Task StopAsync() => await _node.DisposeAsync();

    [TestMethod]
    [DataRow("127.0.0.1", "127.0.0.1", "::1")]
    [DataRow("127.0.0.2", "127.0.0.1", "::1")]
    [DataRow("::1", "::1", "127.0.0.1")]
    [DataRow("::1", "::1", "::1")]
    public async Task Over_UDP_each_leg_keeps_to_its_address(string node, string ann, string bob)
    {
        using DatagramWire caller = new(ann) { Remote = _node.At(node) };
        using DatagramWire called = new(bob);
        SipRequest invite = Talk.Invite(caller, called.Uri);
        await caller.SendAsync(invite);
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        Assert.AreEqual(_node.At(bob), called.LastSource);
        Assert.AreEqual(_node.At(bob).ToString(), relayed.TopVia.SentBy.ToString());
        StringAssert.Contains(relayed.Value(HeaderId.Contact).ToString(), $"<sip:{_node.At(bob)}>");
        await called.SendAsync(Talk.Answer(called, relayed));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        Assert.AreEqual(_node.At(node), caller.LastSource);
        StringAssert.Contains(answer.Value(HeaderId.Contact).ToString(), $"<sip:{_node.At(node)}>");
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer));
        await called.HearRequestAsync("ACK");
        await called.SendAsync(Talk.ByCalled(called, "BYE", 1, relayed));
        SipRequest bye = await caller.HearRequestAsync("BYE");
        Assert.AreEqual(_node.At(node), caller.LastSource, "requests to the caller leave from the address that it called");
        Assert.AreEqual(_node.At(node).ToString(), bye.TopVia.SentBy.ToString());
        await caller.SendAsync(Talk.Ok(bye));
        await called.HearResponseAsync("BYE");
    }

    [TestMethod]
    [DataRow("127.0.0.2", "127.0.0.1")]
    [DataRow("::1", "::1")]
    [DataRow("127.0.0.1", "::1")]
    public async Task Over_TCP_each_leg_keeps_to_its_address(string node, string bob)
    {
        using Socket listener = Talk.Listen(bob);
        using Socket callersOwn = Talk.Listen(_node.At(node).AddressFamily is AddressFamily.InterNetwork ? "127.0.0.1" : "::1");
        using StreamWire caller = await StreamWire.ConnectAsync(_node.At(node));
        SipRequest invite = Talk.Invite(caller, $"sip:bob@{listener.LocalEndPoint};transport=tcp", contact: $"sip:ann@{callersOwn.LocalEndPoint};transport=tcp");
        await caller.SendAsync(invite);
        using StreamWire called = await StreamWire.AcceptAsync(listener);
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        Assert.AreEqual(_node.At(bob).Address, called.Remote.Address);
        Assert.AreEqual($"SIP/2.0/TCP {_node.At(bob)}", relayed.Value(HeaderId.Via).ToString().Split(';')[0]);
        await called.SendAsync(Talk.Answer(called, relayed, $"sip:bob@{listener.LocalEndPoint};transport=tcp"));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        StringAssert.Contains(answer.Value(HeaderId.Contact).ToString(), $"<sip:{_node.At(node)};transport=tcp>");
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer));
        await called.HearRequestAsync("ACK");
        await called.SendAsync(Talk.ByCalled(called, "BYE", 1, relayed));
        using StreamWire opened = await StreamWire.AcceptAsync(callersOwn);
        SipRequest bye = await opened.HearRequestAsync("BYE");
        Assert.AreEqual(_node.At(node).Address, opened.Remote.Address, "the connection to the caller's Contact is opened from the address that it called");
        await opened.SendAsync(Talk.Ok(bye));
        await called.HearResponseAsync("BYE");
    }

    [TestMethod]
    public async Task Two_connections_from_one_port_to_two_addresses_are_told_apart()
    {
        int port = LiveNode.FreePort();
        using StreamWire first = await StreamWire.ConnectAsync(_node.At("127.0.0.1"), from: new IPEndPoint(IPAddress.Loopback, port));
        using StreamWire second = await StreamWire.ConnectAsync(_node.At("127.0.0.2"), from: new IPEndPoint(IPAddress.Loopback, port));
        SipRequest one = Talk.Options(first);
        SipRequest two = Talk.Options(second);
        await first.SendAsync(one);
        await second.SendAsync(two);
        Assert.AreEqual(one.CallId, (await first.HearResponseAsync("OPTIONS")).CallId);
        Assert.AreEqual(two.CallId, (await second.HearResponseAsync("OPTIONS")).CallId);
    }

    [TestMethod]
    public async Task Responses_go_where_RFC_3581_and_RFC_3261_say_however_wrong_sent_by_is()
    {
        using DatagramWire caller = new() { Remote = _node.At("127.0.0.1") };
        await caller.SendAsync(Talk.Options(caller, "192.0.2.9:5999;rport"));
        SipResponse behindTranslator = await caller.HearResponseAsync("OPTIONS");
        Assert.AreEqual("127.0.0.1", behindTranslator.TopVia.Received.ToString());
        Assert.AreEqual(caller.Local.Port, behindTranslator.TopVia.RPort);

        using DatagramWire other = new();
        await caller.SendAsync(Talk.Options(caller, $"nowhere.example:{other.Local.Port}"));
        SipResponse withoutRport = await other.HearResponseAsync("OPTIONS");
        Assert.AreEqual("127.0.0.1", withoutRport.TopVia.Received.ToString(), "the address is the source's, the port that of sent-by");
        await caller.SendAsync(Talk.Options(caller, $"127.0.0.1:{other.Local.Port};maddr=192.0.2.1"));
        await other.HearResponseAsync("OPTIONS");
    }

    [TestMethod]
    public async Task Behind_a_translator_the_node_goes_by_the_address_that_peers_reach()
    {
        await using LiveNode node = await LiveNode.StartAsync("Sip:Reachable:127.0.0.1=203.0.113.7");
        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };
        using DatagramWire called = new();
        await caller.SendAsync(Talk.Invite(caller, called.Uri, headers: $"Route: <sip:203.0.113.7:{node.Port};lr>\r\n"));
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        Assert.AreEqual($"203.0.113.7:{node.Port}", relayed.TopVia.SentBy.ToString());
        StringAssert.Contains(relayed.Value(HeaderId.Contact).ToString(), $"<sip:203.0.113.7:{node.Port}>");
        Assert.AreEqual(0, relayed.Routes.Count, "a Route that names the outer address is ours");
        await called.SendAsync(Talk.Answer(called, relayed));
        StringAssert.Contains((await caller.HearResponseAsync("INVITE")).Value(HeaderId.Contact).ToString(), $"<sip:203.0.113.7:{node.Port}>");
    }

    [TestMethod]
    public async Task The_unspecified_address_is_refused_at_the_start()
    {
        Exception refusal = await Assert.ThrowsExactlyAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => LiveNode.StartAsync("Sip:Address=0.0.0.0"));
        StringAssert.Contains(refusal.Message, "Sip:Address");
    }

    [TestMethod]
    public async Task Whoever_probes_with_OPTIONS_is_told_when_the_node_stops()
    {
        LiveNode node = await LiveNode.StartAsync("Sip:DrainTimeout=00:00:20");
        node.StopPatience = TimeSpan.FromSeconds(20);
        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };
        using DatagramWire called = new();
        SipRequest invite = Talk.Invite(caller, called.Uri);
        await caller.SendAsync(invite);
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        await called.SendAsync(Talk.Answer(called, relayed));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer));
        await called.HearRequestAsync("ACK");
        await caller.SendAsync(Talk.Options(caller));
        Assert.AreEqual(SipStatus.Ok, (await caller.HearResponseAsync("OPTIONS")).Status);

        Task stopped = node.DisposeAsync().AsTask();
        SipResponse probe;
        do
        {
            await caller.SendAsync(Talk.Options(caller));
            probe = await caller.HearResponseAsync("OPTIONS");
        }
        while (probe.Status == SipStatus.Ok);
        Assert.AreEqual(SipStatus.ServiceUnavailable, probe.Status);
        Assert.IsNotNull(probe.RetryAfter);
        await caller.SendAsync(Talk.ByCaller(caller, "BYE", 2, invite, answer));
        SipRequest bye = await called.HearRequestAsync("BYE");
        await called.SendAsync(Talk.Ok(bye));
        await caller.HearResponseAsync("BYE");
        await stopped;
    }
}
