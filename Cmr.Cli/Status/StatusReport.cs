using Cmr.Cli.Instance;

namespace Cmr.Cli.Status;

/// <summary>What <c>./cmr status --json</c> prints.</summary>
internal sealed record StatusReport(
    bool Healthy, string Version, string Soap, string SoapTls, string Sip, string Media, IReadOnlyDictionary<string, string> Metrics, IReadOnlyList<PartHealth> Parts)
{
    /// <summary>The report of a folder in which nothing runs.</summary>
    public static StatusReport NothingRuns { get; } = new(false, ProductVersion.Text, "", "", "", "", new Dictionary<string, string>(), []);
}
