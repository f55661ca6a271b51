using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Overload;

namespace Cmr.Sip.Transport.Streams;

/// <summary>One connection over TCP or TLS, accepted or opened here. It ends by itself when its peer is slow, silent or talks rubbish.</summary>
internal sealed class StreamConnection : IDisposable
{
    private const int Open = -1;
    private static readonly ReadOnlyMemory<byte> Pong = "\r\n"u8.ToArray();
    private static readonly TimeSpan UnheardTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MailboxPoll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan RatePoll = TimeSpan.FromMilliseconds(50);
    private readonly StreamContext _context;
    private readonly SendQueue _queue;
    private readonly MessageCutter _cutter = new(SipLimits.Default);
    private readonly CancellationTokenSource _aborted = new();
    private long _readDeadline;
    private long _writeDeadline = long.MaxValue;
    private long _unheardUntil;
    private bool _hasSpoken;
    private bool _isPartial;
    private bool _wasOpen;
    private int _reason = Open;

    /// <param name="peer">The other end.</param>
    /// <param name="isAccepted">It was opened by the peer, which therefore has something to say.</param>
    /// <param name="context">What all connections share.</param>
    public StreamConnection(SipEndpoint peer, bool isAccepted, StreamContext context)
    {
        Peer = peer;
        Key = isAccepted ? peer with { Domain = null } : peer;
        _context = context;
        Aborted = _aborted.Token;
        _queue = new SendQueue(context.Options.MaxQueuedBytes);
        _hasSpoken = !isAccepted;
        _readDeadline = After(isAccepted ? context.Options.MessageTimeout : context.Options.IdleTimeout);
    }

    public SipEndpoint Peer { get; }

    /// <summary>What it is found by: a connection that was opened here leads to a name, an accepted one to the socket it came from.</summary>
    public SipEndpoint Key { get; }

    /// <summary>The certificate that the peer proved to own; <see langword="null"/>: none, or it is not TLS.</summary>
    public X509Certificate2? PeerCertificate { get; init; }

    /// <summary>The port of a peer with a certificate that this connection stands for too (RFC 5923); <see langword="null"/> until the peer says so.</summary>
    public int? AliasPort { get; private set; }

    /// <summary>Told when <see cref="AliasPort"/> is known.</summary>
    public Action<StreamConnection>? AliasNamed { get; init; }

    /// <summary>Nothing more can be sent over it.</summary>
    public bool IsOver => _queue.IsComplete || Aborted.IsCancellationRequested;

    /// <summary>It was open, and ended in no bad manner: what it did not deliver may go over another one.</summary>
    public bool EndedPeacefully => _wasOpen && Reason is CloseReason.ByPeer or CloseReason.Idle;

    /// <summary>Cancelled when the connection is to end at once.</summary>
    public CancellationToken Aborted { get; }

    /// <summary>Why it ended, or will.</summary>
    public CloseReason Reason => _reason is Open ? CloseReason.ByPeer : (CloseReason)_reason;

    /// <summary>Queues a message, also while the connection is still being opened.</summary>
    /// <returns>False when the peer is too slow or the connection is over.</returns>
    public bool TrySend(OutgoingMessage message) => _queue.TryAdd(message);

    /// <summary>Ends the connection at once. The first reason counts.</summary>
    public void Abort(CloseReason reason)
    {
        Interlocked.CompareExchange(ref _reason, (int)reason, Open);
        try
        {
            _aborted.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It is over already
        }
    }

    public void Dispose() => _aborted.Dispose();

    /// <summary>Ends the connection when it has run out of time.</summary>
    public void CheckTime()
    {
        long now = _context.Time.GetTimestamp();
        if (now > Volatile.Read(ref _writeDeadline)) Abort(CloseReason.SlowReceiver);
        else if (now > Volatile.Read(ref _readDeadline)) Abort(_hasSpoken && !_isPartial ? CloseReason.Idle : CloseReason.SlowSender);
    }

    /// <summary>Serves the connection until it ends.</summary>
    public async Task RunAsync(IDuplexPipe pipe)
    {
        _wasOpen = true;
        Task writing = WriteAsync(pipe.Output);
        await ReadAsync(pipe.Input);
        // What was queued before the end, such as the reply to rubbish, still goes out
        _queue.Complete();
        await writing;
        await pipe.Input.CompleteAsync();
        // Without an exception the pipe would try once more to write what a deaf peer did not take
        await pipe.Output.CompleteAsync(Aborted.IsCancellationRequested ? new OperationCanceledException(Aborted) : null);
    }

    /// <summary>Gives back what was not written. Call when the connection is over or could not be opened.</summary>
    public void GiveBack(Action<OutgoingMessage> take)
    {
        // What was written a moment ago, and not a word came back: the peer had closed already, and its answer to our octets was a reset. A request that
        // arrived after all is recognised there by its branch
        if (EndedPeacefully && _context.Time.GetTimestamp() < Volatile.Read(ref _unheardUntil))
        {
            foreach (OutgoingMessage message in _queue.WrittenLast) take(message);
        }

        _queue.GiveBack(take);
    }

    private async Task ReadAsync(PipeReader input)
    {
        try
        {
            while (true)
            {
                ReadResult read = await input.ReadAsync(Aborted);
                ReadOnlySequence<byte> rest = read.Buffer;
                Cut cut;
                while ((cut = _cutter.TakeNext(ref rest, out ReadOnlySequence<byte> message, out SipRejection rejection)) is Cut.Message or Cut.Ping or Cut.Rubbish)
                {
                    _isPartial = false;
                    if (cut is Cut.Rubbish)
                    {
                        Refuse(rest, rejection, 0);
                        Interlocked.CompareExchange(ref _reason, (int)CloseReason.Malformed, Open);
                        return;
                    }

                    if (cut is Cut.Ping) Answer();
                    else await TakeAsync(message);
                }

                ExpectMore(begun: !rest.IsEmpty);
                input.AdvanceTo(rest.Start, read.Buffer.End);
                if (read.IsCompleted) return;
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            Abort(CloseReason.ByPeer);
        }
    }

    private async Task WriteAsync(PipeWriter output)
    {
        try
        {
            await _queue.WriteAsync(output, NoteWrite, Aborted);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            Abort(CloseReason.ByPeer);
        }
    }

    // A full mailbox stops the reading, and with it the peer: a stream loses nothing
    private async Task TakeAsync(ReadOnlySequence<byte> octets)
    {
        while (!_context.Sink.MayTalk(Peer)) await PauseAsync();
        if (Parse(octets) is not { } message) return;
        _hasSpoken = true;
        Volatile.Write(ref _unheardUntil, 0);
        _context.Received.Tap.Received(message, Peer);
        NoteAlias(message);
        Volatile.Write(ref _readDeadline, long.MaxValue);
        try
        {
            while (!_context.Sink.TryAccept(message, Peer)) await Task.Delay(MailboxPoll, _context.Time, Aborted);
        }
        catch (OperationCanceledException)
        {
            // It came, and goes no further: that counts
            _context.Received.Dropped.Count(DropReason.MailboxFull);
            throw;
        }
    }

    private void NoteWrite(bool begun)
    {
        Volatile.Write(ref _writeDeadline, begun ? After(_context.Options.WriteTimeout) : long.MaxValue);
        if (begun) Volatile.Write(ref _unheardUntil, After(UnheardTime));
    }

    private void NoteAlias(SipMessage message)
    {
        if (AliasPort is not null || PeerCertificate is null || message is not SipRequest { TopVia: var via } || !via.Parameters.Contains("alias"u8)) return;
        AliasPort = via.SentBy.Port is > 0 and { } port ? port : NextHops.DefaultPort(Peer.Transport);
        AliasNamed?.Invoke(this);
    }

    // Who sends too much over a stream is read more slowly. The time that takes is not held against the peer
    private async Task PauseAsync()
    {
        await Task.Delay(RatePoll, _context.Time, Aborted);
        Volatile.Write(ref _readDeadline, After(_context.Options.MessageTimeout));
    }

    private SipMessage? Parse(in ReadOnlySequence<byte> octets)
    {
        ReadOnlySpan<byte> span = octets.IsSingleSegment ? octets.FirstSpan : octets.ToArray();
        ParseOutcome outcome = SipMessage.TryRead(span, SipLimits.Default, out SipMessage? message);
        if (message is null) Refuse(octets, outcome.Reason, outcome.Offset);
        return message;
    }

    private void Refuse(in ReadOnlySequence<byte> octets, SipRejection reason, int offset)
    {
        byte[] malformed = octets.ToArray();
        _context.Received.CountRejection(malformed, Peer, reason);
        if (_context.LogBudget.TryTake()) _context.Logger.MessageRejected((int)octets.Length, Peer.ToIPEndPoint(), reason, offset);
        byte[]? reply = _context.Sink.MayBeTold(Peer) ? SipReplies.TryMake(malformed, reason) : null;
        _context.Received.Dropped.Count(reply is null ? DropReason.MalformedUnanswered : DropReason.MalformedAnswered);
        if (reply is not null && TrySend(new OutgoingMessage(reply, Failed: null))) _context.Received.Tap.SentStateless(reply, Peer);
    }

    private void Answer()
    {
        _context.Received.Tap.Traffic.CountKeepAlive();
        TrySend(new OutgoingMessage(Pong, Failed: null));
    }

    private void ExpectMore(bool begun)
    {
        if (begun && !_isPartial) Volatile.Write(ref _readDeadline, After(_context.Options.MessageTimeout));
        else if (!begun && _hasSpoken) Volatile.Write(ref _readDeadline, After(_context.Options.IdleTimeout));
        _isPartial = begun;
    }

    private long After(TimeSpan wait) => _context.Time.GetTimestamp() + (long)(wait.TotalSeconds * _context.Time.TimestampFrequency);

    private static bool IsEnd(Exception exception) =>
        exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
