namespace Cmr.Sip.Transport.Streams;

/// <summary>What became of connections.</summary>
internal sealed class StreamCounters
{
    private readonly long[] _closed = new long[Enum.GetValues<CloseReason>().Length];
    private long _accepted;
    private long _opened;
    private long _refused;

    /// <summary>Connections that peers opened.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections opened here.</summary>
    public long Opened => Volatile.Read(ref _opened);

    /// <summary>Connections turned away because there were too many.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Connections that ended for this reason.</summary>
    public long Closed(CloseReason reason) => Volatile.Read(ref _closed[(int)reason]);

    public void CountAccepted() => Interlocked.Increment(ref _accepted);

    public void CountOpened() => Interlocked.Increment(ref _opened);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountClosed(CloseReason reason) => Interlocked.Increment(ref _closed[(int)reason]);
}
