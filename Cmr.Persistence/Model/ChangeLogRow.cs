namespace Cmr.Persistence.Model;

/// <summary>A management activity: who asked for which change, when, and what came of it.</summary>
public sealed class ChangeLogRow
{
    /// <summary>Number in the order of recording.</summary>
    public long ChangeId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Who.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>Whose data, if a subscriber's.</summary>
    public string? SubscriberId { get; set; }

    /// <summary>The operation.</summary>
    public required string Operation { get; set; }

    /// <summary>The identifier the principal gave.</summary>
    public string? TransactionId { get; set; }

    /// <summary>What came of it (OMA TS Table 24).</summary>
    public int StatusCode { get; set; }

    /// <summary>The request without secrets.</summary>
    public required string Request { get; set; }

    /// <summary>Resources and boxes that the request names.</summary>
    public string[] ResourceIds { get; set; } = [];
}
