namespace Cmr.Sip.Transport.Dns;

/// <summary>What became of questions to name servers. Any thread counts and reads.</summary>
internal sealed class DnsCounters
{
    private readonly long[] _counts = new long[4];

    /// <summary>Answered from memory.</summary>
    public long Kept => Volatile.Read(ref _counts[0]);

    /// <summary>Answered by a server.</summary>
    public long Answered => Volatile.Read(ref _counts[1]);

    /// <summary>A server was silent, away, or answered with an error of its own; each server asked counts.</summary>
    public long Failed => Volatile.Read(ref _counts[2]);

    /// <summary>Given up, because no server said anything useful.</summary>
    public long GivenUp => Volatile.Read(ref _counts[3]);

    public void CountKept() => Interlocked.Increment(ref _counts[0]);

    public void CountAnswered() => Interlocked.Increment(ref _counts[1]);

    public void CountFailed() => Interlocked.Increment(ref _counts[2]);

    public void CountGivenUp() => Interlocked.Increment(ref _counts[3]);
}
