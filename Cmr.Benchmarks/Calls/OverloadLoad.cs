namespace Cmr.Benchmarks.Calls;

/// <summary>What came of calls that the node may refuse.</summary>
/// <param name="Offered">Calls in all.</param>
/// <param name="Refused">Those that got 503.</param>
/// <param name="Failed">Those that were neither refused nor completed.</param>
/// <param name="Took">From the first INVITE to the end of the last call.</param>
/// <param name="Response">Mean time from INVITE to the reliable 183 of the calls taken, repetitions included.</param>
internal readonly record struct OverloadLoad(int Offered, int Refused, int Failed, TimeSpan Took, TimeSpan Response)
{
    public int Completed => Offered - Refused - Failed;

    /// <summary>Completed calls per second.</summary>
    public double Goodput => Completed / Took.TotalSeconds;

    /// <summary>Share of the calls taken that were completed.</summary>
    public double Finished => Completed + Failed == 0 ? 0 : Completed / (double)(Completed + Failed);
}
