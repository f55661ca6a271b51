using System.Net;
using System.Net.Sockets;
using System.Text;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Hep;
using Cmr.Sip.Hosting;
using Cmr.Sip.Tracing;
using Cmr.Sip.Transport.Tls;
using Cmr.Tests.Protocols.Hep;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cmr.Tests.Sip.Hep;

[TestClass]
public sealed class HepExporterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly SipEndpoint Caller = SipEndpoint.Udp(IPAddress.Parse("127.0.0.2"), 26_001);
    private static readonly SipEndpoint Called = new(SipTransport.Tcp, IPAddress.Parse("127.0.0.3"), 26_002);

    [TestMethod]
    public async Task Both_legs_of_a_call_arrive_at_the_server_under_one_correlation()
    {
        using Socket server = Listening(SocketType.Dgram);
        MessageTap tap = new();
        using HepExporter exporter = Exporter(tap, Port(server), password: "secret");
        await StartAsync(exporter, tap);

        tap.Received(Request("INVITE", "a-leg", "sip:+8613900000001@h"), Caller);
        tap.Sent(Request("INVITE", "b-leg", "sip:+8613900000001@h"), Called, "a-leg");
        tap.Received(Response("INVITE", "b-leg", 200), Called);
        tap.Sent(Response("INVITE", "a-leg", 200), Caller, default);
        tap.Received(Request("BYE", "b-leg"), Called);
        tap.ReceivedMalformed("rubbish"u8, Caller);
        List<HepPacket> packets = [];
        for (int i = 0; i < 6; i++) packets.Add(await ReceiveAsync(server));
        await exporter.StopAsync(CancellationToken.None);

        CollectionAssert.AreEqual(new[] { "a-leg", "a-leg", "a-leg", "a-leg", "a-leg" }, packets[..5].Select(packet => packet.Text(17)).ToArray());
        Assert.IsFalse(packets[5].Types.Contains(17), "rubbish belongs to no call");
        Assert.AreEqual("127.0.0.2:26001 > 127.0.0.1:26000", $"{packets[0].Source} > {packets[0].Destination}");
        Assert.AreEqual("127.0.0.1:26000 > 127.0.0.3:26002", $"{packets[1].Source} > {packets[1].Destination}");
        Assert.AreEqual((17L, 6L), (packets[0].Transport, packets[1].Transport));
        Assert.AreEqual("secret node-7", $"{packets[0].Text(14)} {packets[0].Text(19)}");
        StringAssert.StartsWith(Encoding.ASCII.GetString(packets[0].Payload), "INVITE sip:+86139xxxxxx01@h SIP/2.0");
        Assert.AreEqual(6, exporter.Counters.Sent);
        Assert.IsFalse(tap.IsWatched, "off with the process");
    }

    [TestMethod]
    public async Task Copies_go_over_TCP_whole_and_after_a_break_again()
    {
        using Socket server = Listening(SocketType.Stream);
        server.Listen();
        MessageTap tap = new();
        using HepExporter exporter = Exporter(tap, Port(server), tcp: true);
        await StartAsync(exporter, tap);

        tap.Received(Request("OPTIONS", "1"), Caller);
        Socket accepted = await AcceptAsync(server);
        Assert.AreEqual("1", (await ReadAsync(accepted)).Text(17));
        accepted.Dispose();
        Socket again = await SendUntilAcceptedAsync(server, tap);

        Assert.AreEqual("2", (await ReadAsync(again)).Text(17));
        again.Dispose();
        await exporter.StopAsync(CancellationToken.None);
    }

    [TestMethod]
    public async Task Without_a_server_copies_are_counted_and_nobody_waits()
    {
        using Socket unused = Listening(SocketType.Stream);
        MessageTap tap = new();
        using HepExporter exporter = Exporter(tap, Port(unused), tcp: true, capacity: 16);
        await StartAsync(exporter, tap);

        for (int i = 0; i < 10_000; i++) tap.Received(Request("OPTIONS", "1"), Caller);

        await UntilAsync(() => exporter.Counters.Undelivered + exporter.Counters.QueueFull == 10_000);
        Assert.AreEqual(0, exporter.Counters.Sent);
        await exporter.StopAsync(CancellationToken.None);
    }

    [TestMethod]
    public async Task A_name_that_nobody_has_is_no_more_than_an_absent_server()
    {
        MessageTap tap = new();
        using HepExporter exporter = Exporter(tap, 9060, host: "nobody.invalid");
        await StartAsync(exporter, tap);

        tap.Received(Request("OPTIONS", "1"), Caller);

        await UntilAsync(() => exporter.Counters.Undelivered == 1);
        await exporter.StopAsync(CancellationToken.None);
    }

    [TestMethod]
    public async Task What_waits_is_bounded_in_octets_too()
    {
        MessageTap tap = new();
        using HepExporter exporter = Exporter(tap, 9060, capacity: 1000, octets: 1 << 16);
        byte[] large = new byte[60_000];
        SeenMessage seen = new(true, Caller, large, null, default);

        for (int i = 0; i < 5; i++) exporter.See(seen);

        Assert.AreEqual(4, exporter.Counters.QueueFull);
        await exporter.StopAsync(CancellationToken.None);
    }

    [TestMethod]
    [DataRow(null, false)]
    [DataRow("homer.example:9060", true)]
    [DataRow("[2001:db8::1]:9060", true)]
    [DataRow("homer.example", false)]
    [DataRow("homer.example:0", false)]
    [DataRow(":9060", false)]
    [DataRow("a b:9060", false)]
    public void A_server_is_a_host_and_a_port(string? text, bool isServer) => Assert.AreEqual(isServer, HepOptions.TryReadServer(text, out _, out _));

    private static HepExporter Exporter(MessageTap tap, int port, bool tcp = false, string host = "127.0.0.1", string? password = null, int capacity = 8192, long octets = 16 << 20)
    {
        HepOptions hep = new() { Server = $"{host}:{port}", Tcp = tcp, Password = password, QueueCapacity = capacity, QueueBytes = octets, RetryAfter = TimeSpan.FromMilliseconds(50) };
        SipOptions sip = new() { Port = 26_000, NodeName = "node-7" };
        ListenAddresses addresses = new(Options.Create(sip), Options.Create(new TlsOptions()), TimeProvider.System, NullLogger<TlsIdentity>.Instance);
        return new HepExporter(Options.Create(hep), Options.Create(sip), tap, addresses, TimeProvider.System, NullLogger<HepExporter>.Instance);
    }

    private static async Task StartAsync(HepExporter exporter, MessageTap tap)
    {
        await exporter.StartAsync(CancellationToken.None);
        await UntilAsync(() => tap.IsWatched);
    }

    // The first messages after a break are lost to it; which ones, the kernel decides
    private static async Task<Socket> SendUntilAcceptedAsync(Socket server, MessageTap tap)
    {
        Task<Socket> accepting = AcceptAsync(server);
        await UntilAsync(() =>
        {
            tap.Received(Request("OPTIONS", "2"), Caller);
            return accepting.IsCompleted;
        });
        return await accepting;
    }

    private static Task<Socket> AcceptAsync(Socket server) => server.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience, CancellationToken.None);

    private static async Task UntilAsync(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.IsTrue(TimeProvider.System.GetElapsedTime(start) < Patience, "in time");
            await Task.Yield();
        }
    }

    private static async Task<HepPacket> ReceiveAsync(Socket server)
    {
        byte[] buffer = new byte[65_535];
        int length = await server.ReceiveAsync(buffer, CancellationToken.None).AsTask().WaitAsync(Patience, CancellationToken.None);
        return new HepPacket(buffer[..length]);
    }

    private static async Task<HepPacket> ReadAsync(Socket accepted)
    {
        await using NetworkStream stream = new(accepted);
        byte[] head = new byte[6];
        await stream.ReadExactlyAsync(head, CancellationToken.None).AsTask().WaitAsync(Patience, CancellationToken.None);
        byte[] packet = [.. head, .. new byte[(head[4] << 8 | head[5]) - head.Length]];
        await stream.ReadExactlyAsync(packet.AsMemory(head.Length), CancellationToken.None).AsTask().WaitAsync(Patience, CancellationToken.None);
        return new HepPacket(packet);
    }

    private static Socket Listening(SocketType type)
    {
        Socket socket = new(AddressFamily.InterNetwork, type, type is SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port; // bound

    private static SipMessage Request(string method, string callId, string uri = "sip:x@y") => Read($"{method} {uri} SIP/2.0", method, callId);

    private static SipMessage Response(string method, string callId, int status) => Read($"SIP/2.0 {status} X", method, callId);

    private static SipMessage Read(string startLine, string method, string callId)
    {
        string text = $"{startLine}\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n";
        Assert.IsTrue(SipMessage.TryRead(Encoding.ASCII.GetBytes(text), SipLimits.Default, out SipMessage? message).IsComplete);
        return message!; // complete
    }
}
