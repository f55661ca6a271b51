namespace Cmr.Cli.Replay;

/// <summary>One place where an answer is not what the sample says.</summary>
/// <param name="Path">Where: local names from the body's element on, or a part of the HTTP answer in brackets.</param>
/// <param name="Expected">What the sample says.</param>
/// <param name="Got">What came.</param>
internal sealed record Difference(string Path, string Expected, string Got)
{
    public const string Nothing = "(nothing)";
}
