namespace Cmr.Sip.Hep;

/// <summary>What became of copies.</summary>
internal sealed class HepCounters
{
    private long _sent;
    private long _queueFull;
    private long _undelivered;
    private long _cut;

    /// <summary>Sent.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Dropped because too many waited.</summary>
    public long QueueFull => Volatile.Read(ref _queueFull);

    /// <summary>Dropped because the server could not be found or reached.</summary>
    public long Undelivered => Volatile.Read(ref _undelivered);

    /// <summary>Sent without the end of the message, which did not fit.</summary>
    public long Cut => Volatile.Read(ref _cut);

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountQueueFull() => Interlocked.Increment(ref _queueFull);

    public void CountUndelivered() => Interlocked.Increment(ref _undelivered);

    public void CountCut() => Interlocked.Increment(ref _cut);
}
