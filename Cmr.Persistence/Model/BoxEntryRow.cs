namespace Cmr.Persistence.Model;

/// <summary>A resource in a CMR Resource Box.</summary>
public sealed class BoxEntryRow
{
    /// <summary>The box.</summary>
    public required string BoxId { get; set; }

    /// <summary>Place in the order of the box, from 0.</summary>
    public short Position { get; set; }

    /// <summary>The resource.</summary>
    public required string ResourceId { get; set; }

    /// <summary>Begin of its slot; null: it fills the time that no slot covers.</summary>
    public TimeOnly? StartTime { get; set; }

    /// <summary>End of its slot; null: until the next slot begins.</summary>
    public TimeOnly? EndTime { get; set; }
}
