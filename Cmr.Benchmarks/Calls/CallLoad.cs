namespace Cmr.Benchmarks.Calls;

/// <summary>What came of one load.</summary>
/// <param name="Calls">Calls offered.</param>
/// <param name="Failed">Calls that SIPp counts as failed.</param>
/// <param name="CallsPerSecond">Calls completed per second, from the first INVITE to the last BYE.</param>
/// <param name="CpuPerCall">Processor time of the node.</param>
internal readonly record struct CallLoad(int Calls, int Failed, double CallsPerSecond, TimeSpan CpuPerCall);
