namespace Cmr.Benchmarks.Calls;

/// <summary>What came of one load.</summary>
/// <param name="Rate">Calls per second offered.</param>
/// <param name="Calls">Calls offered.</param>
/// <param name="Failed">Calls that SIPp counts as failed.</param>
/// <param name="Took">From the first INVITE to the last 200.</param>
/// <param name="CpuPerCall">Processor time of the process between the parties.</param>
internal readonly record struct CallLoad(int Rate, int Calls, int Failed, TimeSpan Took, TimeSpan CpuPerCall)
{
    public double CallsPerSecond => Calls / Took.TotalSeconds;

    /// <summary>The rate was held, and fewer than one call in a thousand failed.</summary>
    public bool IsHeld => Failed * 1000 < Calls && CallsPerSecond > 0.9 * Rate;
}
