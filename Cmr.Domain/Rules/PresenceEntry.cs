using System.Collections.Immutable;

namespace Cmr.Domain.Rules;

/// <summary>Holds when the subscriber's presence shows a basic status or activity (OMA TS Table 22).</summary>
/// <param name="PresenceInfo">A PIDF basic status or RPID activity (RFC 3863, RFC 4480), compared case-insensitively.</param>
/// <param name="ResourceIds">Resources in the order of presentation; empty: a pure condition.</param>
public sealed record PresenceEntry(string PresenceInfo, ImmutableArray<string> ResourceIds) : RuleEntry(ResourceIds)
{
    /// <summary>Whether the entry holds.</summary>
    /// <param name="presence">What the presentity shows; default: unknown, which matches nothing.</param>
    public bool Holds(ImmutableArray<string> presence) =>
        !presence.IsDefault && presence.Contains(PresenceInfo, StringComparer.OrdinalIgnoreCase);
}
