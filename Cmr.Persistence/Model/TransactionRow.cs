namespace Cmr.Persistence.Model;

/// <summary>The first answer to a TransactionId, kept for 24 hours.</summary>
public sealed class TransactionRow
{
    /// <summary>Who asked.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>The identifier the principal gave.</summary>
    public required string TransactionId { get; set; }

    /// <summary>The operation asked for.</summary>
    public required string Operation { get; set; }

    /// <summary>SHA-256 of the request in canonical form.</summary>
    public required byte[] ContentHash { get; set; }

    /// <summary>The answer as it went out; null while the first request is under way.</summary>
    public byte[]? Answer { get; set; }

    /// <summary>When the first request came.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
