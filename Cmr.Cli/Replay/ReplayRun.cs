namespace Cmr.Cli.Replay;

/// <summary>Replays scenarios one after the other and tells how it goes.</summary>
internal sealed class ReplayRun(ReplayOptions options, ReplayTarget target, TextWriter output, TimeProvider clock)
{
    /// <summary>Replays, prints the differences and the summary, writes the report.</summary>
    /// <returns>Whether there was no difference.</returns>
    /// <exception cref="UnreachableException">Nobody answers.</exception>
    /// <exception cref="BadSamplesException">A sample cannot be sent as it is.</exception>
    public async Task<bool> RunAsync(IReadOnlyList<SampleScenario> scenarios, CancellationToken cancellationToken)
    {
        using var client = new ReplayClient(options.Timeout, options.Authority is { } authority ? TrustedCertificates.Load(authority) : null);
        var replay = new ScenarioReplay(client, target, options.Soap12 ? SoapDialect.Soap12 : SoapDialect.Soap11, new SecretMask(), clock) { OnStep = PrintStep };
        await output.WriteLineAsync($"replays {options.Path} to {target.BaseAddress} in SOAP {(options.Soap12 ? "1.2" : "1.1")}");
        List<ScenarioOutcome> outcomes = [];
        foreach (SampleScenario scenario in scenarios)
        {
            ScenarioOutcome outcome = await replay.RunAsync(scenario, cancellationToken);
            outcomes.Add(outcome);
            string verdict = outcome.Different == 0 ? "ok" : $"{outcome.Different} DIFFERENT";
            await output.WriteLineAsync($"  {scenario.Name,-40} {outcome.Steps.Count,4} steps  {verdict}");
        }

        int steps = outcomes.Sum(outcome => outcome.Steps.Count), different = outcomes.Sum(outcome => outcome.Different);
        if (different > 0) await output.WriteAsync("\n" + DifferenceTable.Draw(outcomes) + "\n");
        if (options.Report is { } file) await JUnitReport.WriteAsync(file, outcomes, cancellationToken);
        await output.WriteLineAsync($"{steps} steps, {steps - different} passed, {different} different");
        return different == 0;
    }

    private void PrintStep(StepOutcome outcome, string sent, string received)
    {
        if (!options.Verbose) return;
        output.WriteLine($"--- {outcome.Step.Name} {(outcome.Passed ? "ok" : "DIFFERENT")} {outcome.Elapsed.TotalMilliseconds:0} ms");
        if (sent.Length > 0) output.WriteLine(sent.TrimEnd());
        if (received.Length > 0) output.WriteLine("... answered\n" + received.TrimEnd());
    }
}
