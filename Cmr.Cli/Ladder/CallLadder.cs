namespace Cmr.Cli.Ladder;

/// <summary>Collects the steps of one call from the phones, which run side by side.</summary>
internal sealed class CallLadder
{
    private readonly Lock _gate = new();
    private readonly List<LadderStep> _steps = [];

    public void Add(LadderStep step)
    {
        lock (_gate) _steps.Add(step);
    }

    /// <summary>The steps in the order of time, which starts at zero with the first.</summary>
    public IReadOnlyList<LadderStep> InOrder()
    {
        lock (_gate)
        {
            if (_steps.Count == 0) return [];
            TimeSpan first = _steps.Min(step => step.At);
            return [.. _steps.OrderBy(step => step.At).Select(step => step with { At = step.At - first })];
        }
    }
}
