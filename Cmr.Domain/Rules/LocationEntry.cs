using System.Collections.Immutable;

namespace Cmr.Domain.Rules;

/// <summary>Holds when the subscriber is at a place (OMA TS Table 18).</summary>
/// <param name="LocationInfo">A civic label, a cell or area identifier, or <c>geo:lat,lon;r=metres</c>.</param>
/// <param name="ResourceIds">Resources in the order of presentation; empty: a pure condition.</param>
public sealed record LocationEntry(string LocationInfo, ImmutableArray<string> ResourceIds) : RuleEntry(ResourceIds)
{
    /// <summary>Whether the entry holds.</summary>
    /// <param name="location">Where the subscriber is; <see langword="null"/>: unknown, which matches nothing.</param>
    public bool Holds(SubscriberLocation? location)
    {
        if (location is null)
            return false;
        if (GeoCircle.TryParse(LocationInfo, out GeoCircle circle))
            return location.Position is { } position && circle.Contains(position);
        return location.Labels.Contains(LocationInfo, StringComparer.OrdinalIgnoreCase);
    }
}
