namespace Cmr.Cli.Replay;

/// <summary>Finds what is wrong with samples before the first of them is sent.</summary>
internal static class SampleCheck
{
    /// <param name="scenarios">What shall be replayed.</param>
    /// <param name="hasCredentials">Whether <c>operator.*</c> has values.</param>
    /// <exception cref="BadSamplesException">A placeholder is unknown, or a file is no envelope, request or expectation.</exception>
    public static void Ensure(IEnumerable<SampleScenario> scenarios, bool hasCredentials)
    {
        foreach (SampleScenario scenario in scenarios)
        {
            var captured = new HashSet<string>();
            foreach (SampleStep step in scenario.Steps)
            {
                EnsureRequest(step, captured, hasCredentials);
                EnsureExpectation(step, captured);
            }
        }
    }

    private static void EnsureRequest(SampleStep step, HashSet<string> captured, bool hasCredentials)
    {
        string text = SampleText.Read(step.RequestFile);
        foreach (string placeholder in Placeholder.In(text))
        {
            if (!captured.Contains(placeholder) && !SampleValues.IsBuiltIn(placeholder))
                throw new BadSamplesException($"{step.RequestFile} uses {{{{{placeholder}}}}}, which no earlier step of its scenario captures");
            if (!hasCredentials && SampleValues.IsOfOperator(placeholder))
                throw new BadSamplesException($"{step.RequestFile} needs the operator's credentials: give --principal ID and --secret-file FILE (or the secret in CMR_SECRET), or --data DIR of the instance");
        }

        if (step.Kind is StepKind.Http) HttpStepRequest.Parse(Placeholder.Pattern().Replace(text, "x"), step.RequestFile);
    }

    private static void EnsureExpectation(SampleStep step, HashSet<string> captured)
    {
        string text = SampleText.Read(step.ExpectedFile);
        if (step.Kind is StepKind.Http) HttpExpectation.Parse(text, step.ExpectedFile);
        else ScenarioReplay.ReadExpected(step);
        foreach (string placeholder in Placeholder.In(text))
        {
            if (Placeholder.CaptureName(placeholder) is { } name)
            {
                if (!Placeholder.IsName(name)) throw new BadSamplesException($"{step.ExpectedFile} captures '{name}': a name begins with a letter and has letters, digits, '.', '-' and '_'");
                captured.Add(name);
            }
            else if (!ExpectedText.IsWildcard(placeholder) && !captured.Contains(placeholder) && !SampleValues.IsBuiltIn(placeholder))
            {
                throw new BadSamplesException($"{step.ExpectedFile} has {{{{{placeholder}}}}}, which is no wildcard and captured by no earlier step of its scenario");
            }
        }
    }
}
