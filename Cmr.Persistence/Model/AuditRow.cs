namespace Cmr.Persistence.Model;

/// <summary>One management request, accepted or refused, with what came of it.</summary>
public sealed class AuditRow
{
    /// <summary>When it came.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>Identifier minted by the node.</summary>
    public Guid AuditId { get; set; }

    /// <summary>Node that served it.</summary>
    public required string Node { get; set; }

    /// <summary>Address of the client.</summary>
    public required string Peer { get; set; }

    /// <summary>Who asked, when the credentials were right.</summary>
    public string? PrincipalId { get; set; }

    /// <summary>Who the client said it is, when they were not.</summary>
    public string? ClaimedId { get; set; }

    /// <summary>The interface.</summary>
    public required string Interface { get; set; }

    /// <summary>The operation; null when the request could not be read that far.</summary>
    public string? Operation { get; set; }

    /// <summary>The identifier the client gave.</summary>
    public string? TransactionId { get; set; }

    /// <summary>Whose data was meant, normalised where it can be.</summary>
    public string? SubscriberId { get; set; }

    /// <summary>The status code of the answer; null for a fault.</summary>
    public int? StatusCode { get; set; }

    /// <summary>The reason of the fault.</summary>
    public string? Fault { get; set; }

    /// <summary>HTTP status of the answer.</summary>
    public int HttpStatus { get; set; }

    /// <summary>From the first octet of the request to the answer, in microseconds.</summary>
    public long DurationMicroseconds { get; set; }
}
