namespace Cmr.Persistence.Model;

/// <summary>A resource in a Personal Resource Library.</summary>
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

    /// <summary>Price at that time; null: none was stated.</summary>
    public decimal? Price { get; set; }

    /// <summary>When it came into the library.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
