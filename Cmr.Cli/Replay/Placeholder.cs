using System.Text.RegularExpressions;

namespace Cmr.Cli.Replay;

/// <summary>The <c>{{…}}</c> in samples.</summary>
internal static partial class Placeholder
{
    /// <summary>In an expected answer: elements that may stand here, any number of them.</summary>
    public const string More = "{{more}}";

    private const string Capture = "capture ";

    /// <summary>What stands between the braces of each placeholder, in order.</summary>
    public static IEnumerable<string> In(string text) => Pattern().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The name that a placeholder of an expected answer captures; <see langword="null"/> when it captures nothing.</summary>
    public static string? CaptureName(string placeholder) => placeholder.StartsWith(Capture, StringComparison.Ordinal) ? placeholder[Capture.Length..].Trim() : null;

    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"\{\{\s*([^{}]*?)\s*\}\}")]
    public static partial Regex Pattern();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9._-]*$")]
    private static partial Regex Name();
}
