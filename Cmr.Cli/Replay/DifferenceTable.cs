using System.Text;

namespace Cmr.Cli.Replay;

/// <summary>Differences as a table of plain text, which can be searched and pasted.</summary>
internal static class DifferenceTable
{
    private const int MaxCell = 70;
    private const string Gap = "  ";

    public static string Draw(IEnumerable<ScenarioOutcome> outcomes)
    {
        List<string[]> rows = [["step", "path", "expected", "got"]];
        foreach (ScenarioOutcome scenario in outcomes)
            foreach (StepOutcome step in scenario.Steps)
                rows.AddRange(step.Differences.Select(difference => (string[])[$"{scenario.Scenario.Name}/{step.Step.Name}", difference.Path, Cell(difference.Expected), Cell(difference.Got)]));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var table = new StringBuilder();
        foreach (string[] row in rows) table.AppendLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return table.ToString();
    }

    private static string Cell(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        // what controls a terminal must not come from an answer
        line = string.Concat(line.Select(letter => char.IsControl(letter) ? '?' : letter));
        return line.Length == 0 ? "(empty)" : line.Length <= MaxCell ? line : line[..(MaxCell - 1)] + "…";
    }
}
