using System.Globalization;
using System.Text.RegularExpressions;

namespace Cmr.Cli.Replay;

/// <summary>What an HTTP step expects: a line with the status, headers that must be there, and after a blank line the body if it matters.</summary>
internal sealed partial record HttpExpectation(int Status, IReadOnlyList<(string Name, string Value)> Headers, string? Body)
{
    /// <exception cref="BadSamplesException">The text does not begin with a status.</exception>
    public static HttpExpectation Parse(string text, string file)
    {
        string[] parts = text.ReplaceLineEndings("\n").Split("\n\n", 2);
        string[] lines = [.. parts[0].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        Match status = lines.Length == 0 ? Match.Empty : StatusLine().Match(lines[0]);
        if (!status.Success) throw new BadSamplesException($"{file} must begin with a status line such as: 201");
        var headers = new List<(string, string)>();
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new BadSamplesException($"{file}: '{line}' is no header");
            headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        string? body = parts.Length == 2 && parts[1].Trim().Length > 0 ? parts[1].Trim() : null;
        return new HttpExpectation(int.Parse(status.Groups[1].Value, CultureInfo.InvariantCulture), headers, body);
    }

    /// <summary>Compares headers and body, and keeps what the sample captures. The status is compared by whoever knows it.</summary>
    public IReadOnlyList<Difference> Compare(HttpAnswer answer, SampleValues values)
    {
        var differences = new List<Difference>();
        foreach ((string name, string value) in Headers)
        {
            string? got = answer.Header(name);
            if (got is null || !ExpectedText.Matches(value, got, values)) differences.Add(new Difference($"(header {name})", ExpectedText.Show(value, values), got ?? Difference.Nothing));
        }

        if (Body is not null && !ExpectedText.Matches(Body, answer.Text.Trim(), values)) differences.Add(new Difference("(body)", ExpectedText.Show(Body, values), answer.Text));
        return differences;
    }

    [GeneratedRegex("^(?:HTTP/[0-9.]+ +)?([1-5][0-9]{2})(?: .*)?$")]
    private static partial Regex StatusLine();
}
