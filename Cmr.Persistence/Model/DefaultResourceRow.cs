namespace Cmr.Persistence.Model;

/// <summary>A default resource of a subscriber (OMA TS Table 16).</summary>
public sealed class DefaultResourceRow
{
    /// <summary>Whose default it is.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>1: after a stop, 2: when no rule matches.</summary>
    public short Slot { get; set; }

    /// <summary>Place in the order of presentation, from 0.</summary>
    public short Position { get; set; }

    /// <summary>The resource.</summary>
    public required string ResourceId { get; set; }
}
