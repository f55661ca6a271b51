namespace Cmr.Persistence.Model;

/// <summary>A withdrawn resource whose subscribers are still being told.</summary>
public sealed class PendingWithdrawalRow
{
    /// <summary>The resource or box.</summary>
    public required string ResourceId { get; set; }

    /// <summary>The last subscriber told, in the order of the identifiers.</summary>
    public required string LastSubscriberId { get; set; }

    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset WithdrawnAt { get; set; }
}
