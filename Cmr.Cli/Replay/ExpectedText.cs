using System.Text;
using System.Text.RegularExpressions;

namespace Cmr.Cli.Replay;

/// <summary>Compares a text with an expected one that may hold wildcards, captures and values captured before.</summary>
internal static class ExpectedText
{
    /// <summary>Compares, and keeps what was captured.</summary>
    public static bool Matches(string expected, string actual, SampleValues values)
    {
        if (!expected.Contains("{{", StringComparison.Ordinal)) return string.Equals(expected, actual, StringComparison.Ordinal);
        List<string> captures = [];
        // no backtracking: the answer comes from outside and must not cost more than its length
        Match match = new Regex(PatternOf(expected, values, captures), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant).Match(actual);
        if (!match.Success) return false;
        for (int i = 0; i < captures.Count; i++) values.Set(captures[i], match.Groups[i + 1].Value);
        return true;
    }

    /// <summary>The expected text with known values put in, for people.</summary>
    public static string Show(string expected, SampleValues values) =>
        Placeholder.Pattern().Replace(expected, match => WildcardOf(match.Groups[1].Value) is null ? values.Find(match.Groups[1].Value) ?? match.Value : match.Value);

    /// <summary>Whether the placeholder means something in an expected answer by itself.</summary>
    public static bool IsWildcard(string placeholder) => WildcardOf(placeholder) is not null || "{{" + placeholder + "}}" == Placeholder.More;

    private static string PatternOf(string expected, SampleValues values, List<string> captures)
    {
        var pattern = new StringBuilder("^");
        int at = 0;
        foreach (Match match in Placeholder.Pattern().Matches(expected))
        {
            pattern.Append(Regex.Escape(expected[at..match.Index]));
            at = match.Index + match.Length;
            string name = match.Groups[1].Value;
            pattern.Append(WildcardOf(name) ?? Regex.Escape(values.Find(name) ?? match.Value));
            if (Placeholder.CaptureName(name) is { } captured) captures.Add(captured);
        }

        return pattern.Append(Regex.Escape(expected[at..])).Append(@"\z").ToString();
    }

    private static string? WildcardOf(string placeholder) => placeholder switch
    {
        "any" => ".*",
        "dateTime" => @"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})",
        "int" => "[+-]?[0-9]+",
        "uri" => @"[A-Za-z][A-Za-z0-9+.-]*:\S+",
        _ => Placeholder.CaptureName(placeholder) is null ? null : "(.+?)",
    };
}
