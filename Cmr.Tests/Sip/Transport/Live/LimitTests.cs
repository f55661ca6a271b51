using System.Net;
using System.Net.Sockets;
using System.Text;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>What connections and keep-alives of peers may cost.</summary>
[TestClass]
public sealed class LimitTests
{
    [TestMethod]
    public async Task Connections_are_limited_for_one_address_and_in_all_and_room_is_given_back()
    {
        await using LiveNode node = await LiveNode.StartAsync("Sip:Streams:MaxConnectionsPerPeer=2", "Sip:Streams:MaxConnections=3");
        IPEndPoint from = new(IPAddress.Parse("127.0.0.2"), 0);
        using StreamWire one = await ServedAsync(node);
        using StreamWire two = await ServedAsync(node);
        await IsTurnedAwayAsync(node);
        using StreamWire three = await ServedAsync(node, from);
        await IsTurnedAwayAsync(node, from);
        Assert.AreEqual(2, node.Counters.Refused);

        one.Dispose();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(10));
        while (node.Services.GetRequiredService<StreamGate>().Count > 2) await tick.WaitForNextTickAsync(limit.Token);
        using StreamWire again = await ServedAsync(node);
    }

    [TestMethod]
    [DataRow("192.0.2.1", "192.0.2.1")]
    [DataRow("::ffff:192.0.2.1", "192.0.2.1")]
    [DataRow("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void Addresses_of_one_owner_are_counted_together(string address, string owner) => Assert.AreEqual(IPAddress.Parse(owner), StreamGate.OwnerOf(IPAddress.Parse(address)));

    [TestMethod]
    [DataRow("", DisplayName = "silent")]
    [DataRow("\u0016\u0003\u0001\u0002\u0000", DisplayName = "stops in the middle")]
    public async Task A_handshake_that_does_not_end_is_ended(string begin)
    {
        using TestAuthority authority = new();
        await using LiveNode node = await LiveNode.StartAsync([.. authority.Settings(), "Sip:Tls:HandshakeTimeout=00:00:00.500"]);
        using StreamWire peer = await StreamWire.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.TlsPort));
        await peer.SendAsync(Encoding.Latin1.GetBytes(begin));
        await peer.HearEndAsync();
        Assert.AreEqual(0, node.Counters.Accepted);
    }

    [TestMethod]
    public async Task Keep_alives_over_UDP_are_passed_over_in_silence()
    {
        await using LiveNode node = await LiveNode.StartAsync();
        using DatagramWire peer = new() { Remote = node.At("127.0.0.1") };
        byte[] stun = [0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42, .. new byte[12]];
        foreach (byte[] keepAlive in (byte[][])["\r\n\r\n"u8.ToArray(), "\r\n"u8.ToArray(), [0, 0, 0, 0], [0], [], stun]) await peer.SendAsync(keepAlive);
        await peer.SendAsync(Talk.Options(peer));
        await peer.HearResponseAsync("OPTIONS");
        Assert.AreEqual(1, peer.Heard, "nothing but the response to the request behind them");
        Assert.AreEqual(0, node.Services.GetRequiredService<ReceiverCounters>().Rejections);
    }

    [TestMethod]
    public async Task A_ping_over_TLS_is_answered_as_over_TCP()
    {
        using TestAuthority authority = new();
        await using LiveNode node = await LiveNode.StartAsync(authority.Settings());
        using StreamWire peer = await StreamWire.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.TlsPort), authority.ClientOptions());
        await peer.SendAsync("\r\n\r\n"u8.ToArray());
        Assert.AreEqual("\r\n", await peer.HearOctetsAsync(2));
    }

    private static async Task IsTurnedAwayAsync(LiveNode node, IPEndPoint? from = null)
    {
        try
        {
            using StreamWire wire = await StreamWire.ConnectAsync(node.At("127.0.0.1"), from: from);
            await wire.HearEndAsync();
        }
        catch (SocketException)
        {
            // before it was told that it is connected
        }
    }

    private static async Task<StreamWire> ServedAsync(LiveNode node, IPEndPoint? from = null)
    {
        StreamWire wire = await StreamWire.ConnectAsync(node.At("127.0.0.1"), from: from);
        await wire.SendAsync(Talk.Options(wire));
        await wire.HearResponseAsync("OPTIONS");
        return wire;
    }
}
