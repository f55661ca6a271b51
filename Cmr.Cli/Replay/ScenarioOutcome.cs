namespace Cmr.Cli.Replay;

/// <summary>What became of a scenario.</summary>
internal sealed record ScenarioOutcome(SampleScenario Scenario, IReadOnlyList<StepOutcome> Steps)
{
    public int Passed => Steps.Count(step => step.Passed);

    public int Different => Steps.Count - Passed;
}
