namespace Cmr.Persistence.Audit;

/// <summary>One management request, accepted or refused, with what came of it. Holds no secret and no session key.</summary>
public sealed record AuditRecord
{
    /// <summary>When it came.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Identifier minted by the node.</summary>
    public required Guid AuditId { get; init; }

    /// <summary>Node that served it.</summary>
    public required string Node { get; init; }

    /// <summary>Address of the client.</summary>
    public required string Peer { get; init; }

    /// <summary>Who asked, when the credentials were right.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>Who the client said it is, when they were not.</summary>
    public string? ClaimedId { get; init; }

    /// <summary>The interface.</summary>
    public required string Interface { get; init; }

    /// <summary>The operation; <see langword="null"/> when the request could not be read that far.</summary>
    public string? Operation { get; init; }

    /// <summary>The identifier the client gave.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Whose data was meant.</summary>
    public string? SubscriberId { get; init; }

    /// <summary>The status code of the answer; <see langword="null"/> for a fault.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The reason of the fault.</summary>
    public string? Fault { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public int HttpStatus { get; init; }

    /// <summary>From the begin of the request to its answer.</summary>
    public TimeSpan Duration { get; init; }
}
