namespace Cmr.Persistence.Reports;

/// <summary>One record of a report; what does not apply to its kind is <see langword="null"/> or empty.</summary>
public sealed record ReportEntry
{
    /// <summary>Identifier within its kind of report.</summary>
    public required string RecordId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who asked.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>Whose data, or who was called.</summary>
    public string? SubscriberId { get; init; }

    /// <summary>The caller, or who pays.</summary>
    public string? OtherParty { get; init; }

    /// <summary>What was asked or charged.</summary>
    public string? Operation { get; init; }

    /// <summary>The identifier the client gave.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The resources and boxes concerned.</summary>
    public IReadOnlyList<string> ResourceIds { get; init; } = [];

    /// <summary>Status code of the answer, or final status of the call.</summary>
    public int? ResultCode { get; init; }

    /// <summary>What came of it, in words.</summary>
    public string? Outcome { get; init; }

    /// <summary>How often.</summary>
    public int? Count { get; init; }

    /// <summary>How long, in milliseconds.</summary>
    public long? DurationMs { get; init; }

    /// <summary>What was charged.</summary>
    public decimal? Amount { get; init; }

    /// <summary>In which currency (ISO 4217).</summary>
    public string? Currency { get; init; }
}
