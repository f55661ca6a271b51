using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cmr.Tests.Sip.Transport;

[TestClass]
public sealed class UdpReceiverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [TestMethod]
    public async Task Good_messages_pass_bad_ones_are_answered_or_dropped_and_the_loop_goes_on()
    {
        using UdpTransport transport = UdpTransport.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using CancellationTokenSource stop = new();
        Channel<SipMessage> delivered = Channel.CreateUnbounded<SipMessage>();
        ReceiverCounters counters = new();
        UdpReceiver receiver = new(transport, 0, new CollectingSink(delivered.Writer), counters, new LogBudget(TimeProvider.System, 1), NullLogger<UdpReceiver>.Instance);
        Task loop = receiver.RunAsync(stop.Token);

        using Socket phone = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        phone.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        const string Head = "OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: 1\r\n";
        foreach (string datagram in new[] { "\r\n\r\n", "rubbish", "\0\0\0\0", "GET / HTTP/1.1\r\n\r\n", new string('A', 60_000) }) phone.SendTo(Encoding.ASCII.GetBytes(datagram), transport.Local);
        phone.SendTo(Encoding.ASCII.GetBytes(Head + "CSeq: nonsense OPTIONS\r\n\r\n"), transport.Local);

        byte[] buffer = new byte[2048];
        int length = await phone.ReceiveAsync(buffer, stop.Token).AsTask().WaitAsync(Patience, CancellationToken.None);
        StringAssert.StartsWith(Encoding.ASCII.GetString(buffer, 0, length), "SIP/2.0 400 Malformed CSeq");

        phone.SendTo(Encoding.ASCII.GetBytes(Head + "CSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\n\r\n"), transport.Local);
        SipMessage message = await delivered.Reader.ReadAsync(stop.Token).AsTask().WaitAsync(Patience, CancellationToken.None);
        Assert.AreEqual("1", message.CallId.ToString());
        Assert.AreEqual(1, counters.Messages);
        Assert.IsTrue(counters.Rejections >= 4);
        await stop.CancelAsync();
        await loop.WaitAsync(Patience, CancellationToken.None);
    }

    [TestMethod]
    public async Task All_threads_of_a_socket_end_when_told()
    {
        for (int round = 0; round < 20; round++)
        {
            using UdpTransport transport = UdpTransport.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            using CancellationTokenSource stop = new();
            UdpReceiver receiver = new(transport, 0, new CollectingSink(Channel.CreateUnbounded<SipMessage>().Writer), new ReceiverCounters(), new LogBudget(TimeProvider.System, 1), NullLogger<UdpReceiver>.Instance);
            Task[] loops = [.. Enumerable.Range(0, 5).Select(_ => receiver.RunAsync(stop.Token))];
            await stop.CancelAsync();
            await Task.WhenAll(loops).WaitAsync(Patience, CancellationToken.None);
        }
    }

    [TestMethod]
    public async Task A_socket_closed_under_its_waiting_threads_ends_them()
    {
        UdpTransport transport = UdpTransport.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        ReceiverCounters counters = new();
        UdpReceiver receiver = new(transport, 0, new CollectingSink(Channel.CreateUnbounded<SipMessage>().Writer), counters, new LogBudget(TimeProvider.System, 1), NullLogger<UdpReceiver>.Instance);
        Task[] loops = [.. Enumerable.Range(0, 3).Select(_ => receiver.RunAsync(CancellationToken.None))];
        transport.Wake();
        Assert.IsTrue(SpinWait.SpinUntil(() => counters.Tap.Traffic.KeepAlives == 1, Patience), "one of them waited");
        await Task.Run(transport.Dispose).WaitAsync(Patience);
        await Task.WhenAll(loops).WaitAsync(Patience);
    }

    [TestMethod]
    public void A_port_in_use_is_an_error_at_once()
    {
        using UdpTransport first = UdpTransport.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.ThrowsExactly<SocketException>(() => UdpTransport.Bind(first.Local));
    }

    [TestMethod]
    public void What_cannot_be_sent_is_told_and_does_no_harm()
    {
        using UdpTransport transport = UdpTransport.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.IsFalse(transport.TrySend(new byte[70_000], new IPEndPoint(IPAddress.Loopback, 9).Serialize()));
    }
}
