namespace Cmr.Persistence.Model;

/// <summary>What a row of resources stands for; both share one space of identifiers.</summary>
public enum ResourceKind
{
    /// <summary>A CMR Resource.</summary>
    Resource = 1,

    /// <summary>A CMR Resource Box.</summary>
    Box = 2,
}
