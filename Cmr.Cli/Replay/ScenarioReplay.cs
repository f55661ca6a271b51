using System.Xml;
using System.Xml.Linq;

namespace Cmr.Cli.Replay;

/// <summary>Sends the steps of one scenario and compares the answers.</summary>
internal sealed class ScenarioReplay(ReplayClient client, ReplayTarget target, SoapDialect dialect, SecretMask mask, TimeProvider clock)
{
    /// <summary>Told after each step: its outcome, what was sent and what came, without secrets.</summary>
    public Action<StepOutcome, string, string> OnStep { get; init; } = (_, _, _) => { };

    /// <exception cref="UnreachableException">Nobody answers.</exception>
    /// <exception cref="BadSamplesException">A sample cannot be sent as it is.</exception>
    public async Task<ScenarioOutcome> RunAsync(SampleScenario scenario, CancellationToken cancellationToken)
    {
        var values = new SampleValues(target.Credentials, clock.GetUtcNow());
        List<StepOutcome> outcomes = [];
        foreach (SampleStep step in scenario.Steps)
        {
            values.BeginStep(clock.GetUtcNow());
            outcomes.Add(await RunStepAsync(step, values, cancellationToken));
        }

        return new ScenarioOutcome(scenario, outcomes);
    }

    private async Task<StepOutcome> RunStepAsync(SampleStep step, SampleValues values, CancellationToken cancellationToken)
    {
        string? sent = values.Fill(SampleText.Read(step.RequestFile), escape: step.Kind is not StepKind.Http, out string? missing);
        if (sent is null)
        {
            var unsent = new StepOutcome(step, TimeSpan.Zero, [new Difference("(not sent)", $"a value for {{{{{missing}}}}}", "an earlier step, which differs, did not capture it")]);
            OnStep(unsent, "", "");
            return unsent;
        }

        mask.Learn(sent);
        long started = clock.GetTimestamp();
        (IReadOnlyList<Difference> differences, string received) = await ExchangeAsync(step, sent, values, cancellationToken);
        mask.Learn(received);
        var outcome = new StepOutcome(step, clock.GetElapsedTime(started), [.. differences.Select(mask.Apply)]);
        OnStep(outcome, mask.Apply(sent), mask.Apply(received));
        return outcome;
    }

    private async Task<(IReadOnlyList<Difference> Differences, string Received)> ExchangeAsync(SampleStep step, string sent, SampleValues values, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = step.Kind is StepKind.Http ? HttpRequest(step, sent) : dialect.Request(target.AddressOf(step.Interface), step.Operation, sent);
            HttpAnswer answer = await client.SendAsync(request, cancellationToken);
            return (step.Kind is StepKind.Http ? CompareHttp(step, answer, values) : CompareSoap(step, answer, values), answer.Text);
        }
        catch (Exception failed) when (failed is TimeoutException or HttpRequestException)
        {
            return ([new Difference("(answer)", "an answer", failed.Message)], "");
        }
    }

    private HttpRequestMessage HttpRequest(SampleStep step, string sent)
    {
        HttpStepRequest request = HttpStepRequest.Parse(sent, step.RequestFile);
        return request.ToMessage(target.AddressOf(request.Target));
    }

    private static List<Difference> CompareHttp(SampleStep step, HttpAnswer answer, SampleValues values)
    {
        var expected = HttpExpectation.Parse(SampleText.Read(step.ExpectedFile), step.ExpectedFile);
        return [.. CompareStatus(expected.Status, answer), .. expected.Compare(answer, values)];
    }

    private List<Difference> CompareSoap(SampleStep step, HttpAnswer answer, SampleValues values)
    {
        XElement expected = ReadExpected(step);
        List<Difference> differences = CompareStatus(dialect.StatusOf(step.Kind, expected), answer);
        try
        {
            XDocument document = SampleXml.Read(new MemoryStream(answer.Body));
            XElement got = SoapDialect.BodyOf(document);
            string version = dialect.IsSoap12 ? "SOAP 1.2" : "SOAP 1.1";
            bool answersInOther = SoapDialect.VersionOf(document) != version && (string?)expected.Element("faultcode") is not "VersionMismatch";
            if (answersInOther) differences.Add(new Difference("(envelope)", version, SoapDialect.VersionOf(document)));
            differences.AddRange(AnswerComparison.Compare(expected, got, values));
        }
        catch (Exception unreadable) when (unreadable is XmlException or FormatException)
        {
            differences.Add(new Difference("(envelope)", "a SOAP envelope", $"{unreadable.Message} {Head(answer.Text)}"));
        }

        return differences;
    }

    /// <summary>What a step expects in the body.</summary>
    /// <exception cref="BadSamplesException">The file is no envelope.</exception>
    public static XElement ReadExpected(SampleStep step)
    {
        try
        {
            return SoapDialect.BodyOf(SampleXml.Read(SampleText.Read(step.ExpectedFile)));
        }
        catch (Exception unreadable) when (unreadable is XmlException or FormatException)
        {
            throw new BadSamplesException($"{step.ExpectedFile}: {unreadable.Message}");
        }
    }

    private static List<Difference> CompareStatus(int expected, HttpAnswer answer) =>
        expected == answer.Status ? [] : [new Difference("(HTTP status)", $"{expected}", $"{answer.Status}")];

    private static string Head(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
