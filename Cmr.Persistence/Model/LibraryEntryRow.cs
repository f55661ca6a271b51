namespace Cmr.Persistence.Model;

/// <summary>A resource or box in a Personal Resource Library.</summary>
public sealed class LibraryEntryRow
{
    /// <summary>Whose library it is.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>The resource.</summary>
    public required string ResourceId { get; set; }

    /// <summary>Begin of the licence.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>End of the licence; null: none.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>How it came into the library.</summary>
    public LibrarySource Source { get; set; }

    /// <summary>Subscriber it was copied from, or who gave it.</summary>
    public string? GivenBy { get; set; }

    /// <summary>Whether it is renewed when it ends.</summary>
    public bool AutoRenew { get; set; }

    /// <summary>How far the notices about its end have come.</summary>
    public ExpiryNotice Notice { get; set; }

    /// <summary>Price at that time; null: none was stated.</summary>
    public decimal? Price { get; set; }

    /// <summary>When it came into the library.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
