using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Transport.Streams;

/// <summary>What waits to be written to one connection: bounded, filled by any thread, emptied by one loop.</summary>
internal sealed class SendQueue(int capacity)
{
    private const int BatchBytes = 64 * 1024;
    private const int MaxRemembered = 8;
    private readonly Channel<OutgoingMessage> _waiting = Channel.CreateUnbounded<OutgoingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<OutgoingMessage> _batch = [];
    private readonly List<OutgoingMessage> _written = [];
    private long _cost;
    private bool _isComplete;

    /// <summary>Nothing more is taken: the connection is over.</summary>
    public bool IsComplete => Volatile.Read(ref _isComplete);

    /// <summary>Queues a message.</summary>
    /// <returns>False when the peer is too slow or the connection is over; the caller keeps the message.</returns>
    public bool TryAdd(OutgoingMessage message)
    {
        if (Interlocked.Add(ref _cost, message.Cost) <= capacity && _waiting.Writer.TryWrite(message)) return true;
        Interlocked.Add(ref _cost, -message.Cost);
        return false;
    }

    /// <summary>Takes no more; what waits is still written.</summary>
    public void Complete()
    {
        Volatile.Write(ref _isComplete, true);
        _waiting.Writer.TryComplete();
    }

    /// <summary>Writes until completed, cancelled or refused by the peer.</summary>
    /// <param name="output">The connection.</param>
    /// <param name="writing">Told when a write begins (true) and ends (false).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(PipeWriter output, Action<bool> writing, CancellationToken cancellationToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            TakeBatch(output);
            writing(true);
            FlushResult flushed = await output.FlushAsync(cancellationToken);
            writing(false);
            if (flushed.IsCompleted || flushed.IsCanceled) return;
            Interlocked.Add(ref _cost, -_batch.Sum(message => (long)message.Cost));
            Remember();
            _batch.Clear();
        }
    }

    /// <summary>Gives back everything not written. Call when <see cref="WriteAsync"/> is over.</summary>
    public void GiveBack(Action<OutgoingMessage> take)
    {
        Complete();
        foreach (OutgoingMessage message in _batch) take(message);
        _batch.Clear();
        while (_waiting.Reader.TryRead(out OutgoingMessage message)) take(message);
    }

    /// <summary>The requests written last that want a response: with their connection they may have been lost. Call when <see cref="WriteAsync"/> is over.</summary>
    public IReadOnlyList<OutgoingMessage> WrittenLast => _written;

    private void Remember()
    {
        _written.Clear();
        foreach (OutgoingMessage message in _batch)
        {
            if (_written.Count < MaxRemembered && message.Message is SipRequest { Method.Kind: not SipMethodKind.Ack }) _written.Add(message);
        }
    }

    private void TakeBatch(PipeWriter output)
    {
        for (int bytes = 0; bytes < BatchBytes && _waiting.Reader.TryRead(out OutgoingMessage message); bytes += message.Bytes.Length)
        {
            _batch.Add(message);
            output.Write(message.Bytes.Span);
        }
    }
}
