using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Cmr.Cli.Replay;

/// <summary>The outcome as a JUnit file, which build servers show.</summary>
internal static class JUnitReport
{
    public static async Task WriteAsync(string file, IReadOnlyList<ScenarioOutcome> outcomes, CancellationToken cancellationToken)
    {
        var report = new XElement("testsuites", outcomes.Select(Suite));
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        await using XmlWriter writer = XmlWriter.Create(file, new XmlWriterSettings { Async = true, Indent = true, CheckCharacters = false });
        await report.SaveAsync(writer, cancellationToken);
    }

    private static XElement Suite(ScenarioOutcome outcome) => new(
        "testsuite",
        new XAttribute("name", outcome.Scenario.Name),
        new XAttribute("tests", outcome.Steps.Count),
        new XAttribute("failures", outcome.Different),
        outcome.Steps.Select(step => Case(outcome.Scenario, step)));

    private static XElement Case(SampleScenario scenario, StepOutcome step) => new(
        "testcase",
        new XAttribute("classname", scenario.Name),
        new XAttribute("name", step.Step.Name),
        new XAttribute("time", step.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)),
        step.Passed ? null : new XElement("failure", new XAttribute("message", $"{step.Differences.Count} differences"), string.Join('\n', step.Differences.Select(Line))));

    private static string Line(Difference difference) => XmlText($"{difference.Path}: expected '{difference.Expected}', got '{difference.Got}'");

    private static string XmlText(string text) => string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : '?'));
}
