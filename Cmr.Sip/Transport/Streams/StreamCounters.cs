namespace Cmr.Sip.Transport.Streams;

/// <summary>What became of connections.</summary>
internal sealed class StreamCounters
{
    private readonly long[] _closed = new long[Enum.GetValues<CloseReason>().Length];
    private long _accepted;
    private long _opened;
    private long _refused;
    private long _secured;
    private long _unsecured;

    /// <summary>Connections that peers opened.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections opened here.</summary>
    public long Opened => Volatile.Read(ref _opened);

    /// <summary>Connections turned away because there were too many.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>TLS handshakes of peers that came to a good end.</summary>
    public long Secured => Volatile.Read(ref _secured);

    /// <summary>TLS handshakes of peers that failed, or were given up.</summary>
    public long Unsecured => Volatile.Read(ref _unsecured);

    /// <summary>Connections that ended for this reason.</summary>
    public long Closed(CloseReason reason) => Volatile.Read(ref _closed[(int)reason]);

    public void CountAccepted() => Interlocked.Increment(ref _accepted);

    public void CountOpened() => Interlocked.Increment(ref _opened);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountSecured() => Interlocked.Increment(ref _secured);

    public void CountUnsecured() => Interlocked.Increment(ref _unsecured);

    public void CountClosed(CloseReason reason) => Interlocked.Increment(ref _closed[(int)reason]);
}
