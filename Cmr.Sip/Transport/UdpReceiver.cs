using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Overload;

namespace Cmr.Sip.Transport;

/// <summary>Reads datagrams and hands messages on; malformed ones are answered or dropped on the spot.</summary>
/// <param name="transport">The socket.</param>
/// <param name="listener">Which of our addresses the socket is at.</param>
/// <param name="sink">Takes messages.</param>
/// <param name="counters">What was received.</param>
/// <param name="logBudget">How many rejections are logged.</param>
/// <param name="logger">The log.</param>
internal sealed class UdpReceiver(UdpTransport transport, byte listener, IMessageSink sink, ReceiverCounters counters, LogBudget logBudget, ILogger<UdpReceiver> logger)
{
    // The source may be forged: nobody must be able to have us send others more than was sent to us
    private const double MaxAmplification = 1.5;

    /// <summary>Receives until cancelled, on a thread of its own. Several of these may run at once.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Run(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken cancellationToken)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(UdpTransport.LargestDatagram, pinned: true);
        SocketAddress source = new(transport.Family);
        KnownPeers peers = new(transport.Family, listener);
        using CancellationTokenRegistration wake = cancellationToken.Register(transport.Wake);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                int length = transport.Receive(buffer, source);
                if (length > 0 || !cancellationToken.IsCancellationRequested) Take(buffer.AsSpan(0, length), source, peers.At(source));
            }
            catch (SocketException)
            {
                // One datagram lost to the network's error; the next may be fine
                counters.CountError();
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }

        // The datagram that ended this loop may have been meant for another one
        transport.Wake();
    }

    private void Take(ReadOnlySpan<byte> datagram, SocketAddress source, SipEndpoint from)
    {
        if (!sink.MayTalk(from))
        {
            counters.Dropped.Count(DropReason.SourceRate);
            return;
        }

        ParseOutcome outcome = SipMessage.TryRead(datagram, SipLimits.Default, out SipMessage? message);
        if (message is not null)
        {
            counters.Tap.Received(message, from);
            // Nobody waits for room: whoever sent it sends it again
            if (!sink.TryAccept(message, from)) counters.Dropped.Count(DropReason.MailboxFull);
            return;
        }

        if (outcome.Reason is SipRejection.KeepAlive || DatagramKeepAlive.Is(datagram))
        {
            counters.Tap.Traffic.CountKeepAlive();
            return;
        }

        counters.CountRejection(datagram, from, outcome.Reason);
        if (logBudget.TryTake()) logger.MessageRejected(datagram.Length, from.ToIPEndPoint(), outcome.Reason, outcome.Offset);
        byte[]? reply = sink.MayBeTold(from) ? SipReplies.TryMake(datagram, outcome.Reason) : null;
        if (reply?.Length > MaxAmplification * datagram.Length) reply = null;
        counters.Dropped.Count(reply is null ? DropReason.MalformedUnanswered : DropReason.MalformedAnswered);
        if (reply is not null && transport.TrySend(reply, source)) counters.Tap.SentStateless(reply, from);
    }
}
