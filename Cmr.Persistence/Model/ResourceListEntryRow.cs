namespace Cmr.Persistence.Model;

/// <summary>A resource or box in a list of the catalogue.</summary>
public sealed class ResourceListEntryRow
{
    /// <summary>The list.</summary>
    public required string ResourceListId { get; set; }

    /// <summary>Place in the list, from 0.</summary>
    public int Position { get; set; }

    /// <summary>The resource or box.</summary>
    public required string ResourceId { get; set; }
}
