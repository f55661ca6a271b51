namespace Cmr.Sip.Transport;

/// <summary>What all receive loops took in.</summary>
internal sealed class ReceiverCounters
{
    private long _messages;
    private long _rejections;
    private long _drops;
    private long _errors;

    /// <summary>Well-formed messages.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Datagrams lost because a mailbox was full.</summary>
    public long Drops => Volatile.Read(ref _drops);

    /// <summary>Malformed messages.</summary>
    public long Rejections => Volatile.Read(ref _rejections);

    /// <summary>Errors of the socket.</summary>
    public long Errors => Volatile.Read(ref _errors);

    public void CountMessage() => Interlocked.Increment(ref _messages);

    public void CountRejection() => Interlocked.Increment(ref _rejections);

    public void CountDrop() => Interlocked.Increment(ref _drops);

    public void CountError() => Interlocked.Increment(ref _errors);
}
