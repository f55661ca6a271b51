using System.ComponentModel.DataAnnotations;

namespace Cmr.Persistence.Audit;

/// <summary>How audit records are buffered; section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Audit";

    /// <summary>Most records that wait for the database. Default 100,000, at most about 60 MB.</summary>
    [Range(1, 10_000_000)]
    public int Buffer { get; init; } = 100_000;

    /// <summary>Most records in one round trip. Default 500.</summary>
    [Range(1, 5000)]
    public int Batch { get; init; } = 500;

    /// <summary>Pause before a failed batch is tried again. Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}
