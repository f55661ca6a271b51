using System.Net;
using System.Net.Sockets;
using System.Text;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Streams;

namespace Cmr.Tests.Sip.Transport;

[TestClass]
public sealed class StreamConnectionsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [TestMethod]
    public async Task Messages_arrive_whole_however_they_are_cut_and_pings_are_answered()
    {
        await using StreamHouse house = new();
        using StreamPeer peer = await StreamPeer.ConnectAsync(house.Port);
        string three = Options("1") + "\r\n\r\n" + Options("2") + "\r\n" + Options("3");
        foreach (char octet in three) await peer.SendAsync(octet.ToString());
        foreach (string callId in (string[])["1", "2", "3"]) Assert.AreEqual(callId, (await house.ReadAsync()).CallId.ToString());
        Assert.AreEqual("\r\n", await peer.HearAsync("\r\n"), "one ping, one pong (RFC 5626 §3.5.1)");
    }

    [TestMethod]
    public async Task A_response_goes_back_over_the_connection_of_its_request()
    {
        await using StreamHouse house = new();
        using StreamPeer peer = await StreamPeer.ConnectAsync(house.Port);
        await peer.SendAsync(Options("1"));
        SipRequest request = (SipRequest)await house.ReadAsync();
        house.Connections.Send(SipResponse.For(request, SipStatus.Ok).WithToTag("t").Build(), house.Sink.LastSource, Unexpected);
        StringAssert.StartsWith(await peer.HearAsync("\r\n\r\n"), "SIP/2.0 200");
        Assert.AreEqual(0, house.Counters.Opened);
    }

    [TestMethod]
    public async Task A_response_whose_connection_is_gone_goes_to_the_port_of_sent_by()
    {
        await using StreamHouse house = new();
        using Socket listener = Listen();
        using (StreamPeer peer = await StreamPeer.ConnectAsync(house.Port)) await peer.SendAsync(Options("1", PortOf(listener)));
        SipRequest request = (SipRequest)await house.ReadAsync();
        await UntilAsync(() => house.Connections.Count == 0);
        house.Connections.Send(SipResponse.For(request, SipStatus.Ok).WithToTag("t").Build(), house.Sink.LastSource, Unexpected);
        using StreamPeer opened = await AcceptAsync(listener);
        StringAssert.StartsWith(await opened.HearAsync("\r\n\r\n"), "SIP/2.0 200", "RFC 3261 §18.2.2");
    }

    [TestMethod]
    public async Task Requests_to_one_peer_share_a_connection_and_its_responses_come_in()
    {
        await using StreamHouse house = new();
        using Socket listener = Listen();
        SipMessage request = Read(Options("7"));
        for (int i = 0; i < 3; i++) house.Connections.Send(request, StreamHouse.Tcp(PortOf(listener)), Unexpected);
        using StreamPeer peer = await AcceptAsync(listener);
        for (int i = 0; i < 3; i++) StringAssert.StartsWith(await peer.HearAsync("\r\n\r\n"), "OPTIONS ");
        Assert.AreEqual(1, house.Counters.Opened);
        await peer.SendAsync(Encoding.UTF8.GetString(SipResponse.For((SipRequest)request, SipStatus.Ok).WithToTag("t").Build().Bytes.Span));
        Assert.IsInstanceOfType<SipResponse>(await house.ReadAsync());
    }

    [TestMethod]
    public async Task Nobody_listening_is_told_at_once_and_remembered_for_a_while()
    {
        await using StreamHouse house = new();
        using Socket listener = Listen();
        int port = PortOf(listener);
        listener.Dispose();
        await FailsAsync(house, port);
        using Socket back = Listen(port);
        await FailsAsync(house, port);
        house.Clock.Advance(TimeSpan.FromSeconds(6));
        house.Connections.Send(Read(Options("1")), StreamHouse.Tcp(port), Unexpected);
        using StreamPeer peer = await AcceptAsync(back);
        await peer.HearAsync("\r\n\r\n");
    }

    [TestMethod]
    [DataRow("OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n", "SIP/2.0 400", DisplayName = "no Content-Length")]
    [DataRow("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "", DisplayName = "HTTP")]
    [DataRow("\u0016\u0003\u0001\u0002\u0000\u0001\n\n\n\n", "", DisplayName = "TLS to the wrong port")]
    public async Task A_stream_that_cannot_be_cut_is_answered_where_possible_and_closed(string octets, string start)
    {
        await using StreamHouse house = new();
        using StreamPeer peer = await StreamPeer.ConnectAsync(house.Port);
        await peer.SendAsync(octets);
        StringAssert.StartsWith(await peer.HearEndAsync(), start);
        await UntilAsync(() => house.Counters.Closed(CloseReason.Malformed) == 1);
    }

    [TestMethod]
    public async Task A_message_that_is_wrong_but_whole_is_answered_and_the_next_one_is_heard()
    {
        await using StreamHouse house = new();
        using StreamPeer peer = await StreamPeer.ConnectAsync(house.Port);
        await peer.SendAsync(Options("1").Replace("CSeq: 1 OPTIONS", "CSeq: x OPTIONS", StringComparison.Ordinal) + Options("2"));
        StringAssert.StartsWith(await peer.HearAsync("\r\n\r\n"), "SIP/2.0 400 Malformed CSeq");
        Assert.AreEqual("2", (await house.ReadAsync()).CallId.ToString());
        Assert.AreEqual(1, house.Received.Rejections);
    }

    [TestMethod]
    public async Task More_octets_than_a_message_may_have_end_the_connection()
    {
        await using StreamHouse house = new();
        using StreamPeer peer = await StreamPeer.ConnectAsync(house.Port);
        await peer.SendAsync("OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1\r\nContent-Length: 70000\r\n\r\n");
        StringAssert.StartsWith(await peer.HearEndAsync(), "SIP/2.0 513");
    }

    [TestMethod]
    public async Task Who_begins_a_message_and_does_not_end_it_is_cut_off_and_others_are_served()
    {
        await using StreamHouse house = new();
        using StreamPeer slow = await StreamPeer.ConnectAsync(house.Port);
        using StreamPeer silent = await StreamPeer.ConnectAsync(house.Port);
        using StreamPeer good = await StreamPeer.ConnectAsync(house.Port);
        await slow.SendAsync(Options("0") + "OPTIONS sip:x@y SIP/2.0\r\n");
        await good.SendAsync(Options("1"));
        await house.ReadAsync();
        await house.ReadAsync();
        // Not before what was sent has been looked at: its deadline is set behind the whole message
        await UntilAsync(() =>
        {
            house.Clock.Advance(TimeSpan.FromSeconds(11));
            house.Connections.Sweep();
            return house.Counters.Closed(CloseReason.SlowSender) == 2;
        }, limit: 40);
        await slow.HearEndAsync();
        await silent.HearEndAsync();
        await good.SendAsync(Options("2"));
        Assert.AreEqual("2", (await house.ReadAsync()).CallId.ToString());
    }

    [TestMethod]
    public async Task Silence_ends_a_connection_and_a_keep_alive_prolongs_it()
    {
        await using StreamHouse house = new();
        using StreamPeer peer = await StreamPeer.ConnectAsync(house.Port);
        await peer.SendAsync(Options("1"));
        await house.ReadAsync();
        await peer.SendAsync("\r\n\r\n");
        await peer.HearAsync("\r\n");
        house.Clock.Advance(TimeSpan.FromMinutes(9));
        await peer.SendAsync("\r\n\r\n");
        await peer.HearAsync("\r\n");
        await peer.SendAsync("\r\n\r\n");
        await peer.HearAsync("\r\n");
        house.Clock.Advance(TimeSpan.FromMinutes(9));
        house.Connections.Sweep();
        Assert.AreEqual(1, house.Connections.Count);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        house.Connections.Sweep();
        await peer.HearEndAsync();
        await UntilAsync(() => house.Counters.Closed(CloseReason.Idle) == 1);
    }

    [TestMethod]
    public async Task A_peer_that_does_not_read_fills_its_queue_is_cut_off_and_every_sender_is_told()
    {
        await using StreamHouse house = new(new StreamOptions { MaxQueuedBytes = 256 * 1024 });
        using Socket listener = Listen();
        SipMessage big = Read(Options("1", body: 60_000));
        int failed = 0;
        house.Connections.Send(big, StreamHouse.Tcp(PortOf(listener)), () => Interlocked.Increment(ref failed));
        using StreamPeer deaf = await AcceptAsync(listener);
        int atOnce = 0;
        // The buffers of the system hold some megabytes before a write waits
        await UntilAsync(() => Fill() == 20);
        await UntilAsync(() =>
        {
            // A queue may be full because nobody had time to empty it, too
            Fill();
            house.Clock.Advance(TimeSpan.FromSeconds(11));
            house.Connections.Sweep();
            return house.Counters.Closed(CloseReason.SlowReceiver) == 1;
        }, limit: 50, milliseconds: 100);
        await UntilAsync(() => Volatile.Read(ref failed) > atOnce);

        int Fill()
        {
            int before = Volatile.Read(ref failed);
            for (int i = 0; i < 20; i++) house.Connections.Send(big, StreamHouse.Tcp(PortOf(listener)), () => Interlocked.Increment(ref failed));
            int refused = Volatile.Read(ref failed) - before;
            atOnce += refused;
            return refused;
        }
    }

    [TestMethod]
    public async Task A_full_mailbox_holds_the_stream_back_and_nothing_is_lost()
    {
        ReluctantSink sink = new();
        await using StreamHouse house = new(sink: sink);
        using StreamPeer peer = await StreamPeer.ConnectAsync(house.Port);
        await peer.SendAsync(Options("1") + Options("2"));
        await UntilAsync(() => sink.Refusals > 2);
        Assert.IsEmpty(sink.Accepted);
        sink.IsOpen = true;
        await UntilAsync(() => sink.Accepted.Count == 2);
        CollectionAssert.AreEqual((string[])["1", "2"], sink.Accepted.ToArray());
    }

    private sealed class ReluctantSink : IMessageSink
    {
        private int _refusals;
        private volatile bool _isOpen;

        public bool IsOpen
        {
            get => _isOpen;
            set => _isOpen = value;
        }

        public int Refusals => Volatile.Read(ref _refusals);

        public System.Collections.Concurrent.ConcurrentQueue<string> Accepted { get; } = new();

        public bool TryAccept(SipMessage message, SipEndpoint source)
        {
            if (IsOpen) Accepted.Enqueue(message.CallId.ToString());
            else Interlocked.Increment(ref _refusals);
            return IsOpen;
        }
    }

    private static async Task FailsAsync(StreamHouse house, int port)
    {
        TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        house.Connections.Send(Read(Options("1")), StreamHouse.Tcp(port), failed.SetResult);
        await failed.Task.WaitAsync(Patience);
    }

    private static void Unexpected() => Assert.Fail("it could not be sent");

    internal static string Options(string callId, int sentByPort = 5070, int body = 0) =>
        $"OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:{sentByPort};branch=z9hG4bK{callId}\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\n"
        + $"Call-ID: {callId}\r\nCSeq: 1 OPTIONS\r\nContent-Type: text/plain\r\nContent-Length: {body}\r\n\r\n{new string('x', body)}";

    private static SipMessage Read(string text)
    {
        SipMessage.TryRead(Encoding.UTF8.GetBytes(text), SipLimits.Default, out SipMessage? message);
        return message!;
    }

    private static Socket Listen(int port = 0)
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        return listener;
    }

    private static int PortOf(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port; // bound

    private static async Task<StreamPeer> AcceptAsync(Socket listener)
    {
        Socket accepted = await listener.AcceptAsync().WaitAsync(Patience);
        return new StreamPeer(accepted, new NetworkStream(accepted, ownsSocket: true));
    }

    private static async Task UntilAsync(Func<bool> done, int limit = 1000, int milliseconds = 10)
    {
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(milliseconds));
        for (int i = 0; !done(); i++)
        {
            Assert.IsTrue(i < limit, "it did not happen in time");
            await tick.WaitForNextTickAsync();
        }
    }
}
