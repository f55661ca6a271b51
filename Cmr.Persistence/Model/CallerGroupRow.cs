namespace Cmr.Persistence.Model;

/// <summary>A group of parties (OMA TS Table 12).</summary>
public sealed class CallerGroupRow
{
    /// <summary>Whose group it is.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>Identifier within the subscriber.</summary>
    public required string GroupId { get; set; }

    /// <summary>Name for people.</summary>
    public required string GroupName { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
