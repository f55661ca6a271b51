namespace Cmr.Media.Ingest;

/// <summary>What a program did.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Output">The beginning of its standard output.</param>
/// <param name="Errors">The beginning of its standard error.</param>
internal sealed record ChildResult(ChildOutcome Outcome, string Output, string Errors)
{
    /// <summary>Gets the last line of the errors, which with ffmpeg is the one that names the cause.</summary>
    public string LastError => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no reason given";
}
