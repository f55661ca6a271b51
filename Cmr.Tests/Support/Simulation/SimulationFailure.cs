namespace Cmr.Tests.Support.Simulation;

/// <summary>What must never happen in a simulation did. Thrown instead of an assertion, because the benchmarks run the same simulations.</summary>
internal sealed class SimulationFailure(string message) : Exception(message)
{
    public static void Unless(bool holds, string message)
    {
        if (!holds) throw new SimulationFailure(message);
    }
}
