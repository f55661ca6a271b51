namespace Cmr.Persistence.Reports;

/// <summary>What a report is asked for.</summary>
/// <param name="Kind">What to list.</param>
/// <param name="Start">Begin of the time range; a record of this very time is in it.</param>
/// <param name="End">End of the time range; a record of this very time is no more in it.</param>
/// <param name="Limit">Most records of the page.</param>
public sealed record ReportQuery(ReportKind Kind, DateTimeOffset Start, DateTimeOffset End, int Limit)
{
    /// <summary>Only records about this subscriber; normalised identity.</summary>
    public string? SubscriberId { get; init; }

    /// <summary>Only records of requests by this principal; in usage: of its resources.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>Only charges for resources of this Content Provider.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Only records about this resource or box.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The last record of the page before.</summary>
    public ReportPosition? After { get; init; }
}
