using Cmr.Sip.Overload;

namespace Cmr.Sip.Transport;

/// <summary>What all receive loops took in.</summary>
internal sealed class ReceiverCounters
{
    private long _messages;
    private long _rejections;
    private long _errors;

    /// <summary>Well-formed messages.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Malformed messages.</summary>
    public long Rejections => Volatile.Read(ref _rejections);

    /// <summary>Errors of the socket.</summary>
    public long Errors => Volatile.Read(ref _errors);

    /// <summary>Messages that went no further than the receive loops and mailboxes.</summary>
    public DropCounters Dropped { get; } = new();

    public void CountMessage() => Interlocked.Increment(ref _messages);

    public void CountRejection() => Interlocked.Increment(ref _rejections);

    public void CountError() => Interlocked.Increment(ref _errors);
}
