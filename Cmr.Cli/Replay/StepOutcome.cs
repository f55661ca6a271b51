namespace Cmr.Cli.Replay;

/// <summary>What became of a step.</summary>
internal sealed record StepOutcome(SampleStep Step, TimeSpan Elapsed, IReadOnlyList<Difference> Differences)
{
    public bool Passed => Differences.Count == 0;
}
