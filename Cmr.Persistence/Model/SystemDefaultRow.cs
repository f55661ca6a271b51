namespace Cmr.Persistence.Model;

/// <summary>A resource of the system default.</summary>
public sealed class SystemDefaultRow
{
    /// <summary>Place in the order of presentation, from 0.</summary>
    public short Position { get; set; }

    /// <summary>The resource.</summary>
    public required string ResourceId { get; set; }
}
