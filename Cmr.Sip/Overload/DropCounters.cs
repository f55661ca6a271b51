namespace Cmr.Sip.Overload;

/// <summary>How many messages went no further, by reason. Any thread counts and reads.</summary>
internal sealed class DropCounters
{
    private static readonly int Reasons = Enum.GetValues<DropReason>().Length;
    private readonly long[] _counts = new long[Reasons];

    /// <summary>Messages so far.</summary>
    public long this[DropReason reason] => Volatile.Read(ref _counts[(int)reason]);

    public void Count(DropReason reason) => Interlocked.Increment(ref _counts[(int)reason]);
}
