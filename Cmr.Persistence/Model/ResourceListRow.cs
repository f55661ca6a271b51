namespace Cmr.Persistence.Model;

/// <summary>A list of the catalogue (OMA TS Table 3).</summary>
public sealed class ResourceListRow
{
    /// <summary>Identifier of the list.</summary>
    public required string ResourceListId { get; set; }

    /// <summary>Principal who made it and may change it.</summary>
    public required string OwnerPrincipalId { get; set; }

    /// <summary>Name for people.</summary>
    public required string ListName { get; set; }

    /// <summary>Category; null: none.</summary>
    public int? ListCategory { get; set; }

    /// <summary>The list it stands under; null: none.</summary>
    public string? ParentListId { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
