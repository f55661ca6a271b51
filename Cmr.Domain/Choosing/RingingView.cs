using System.Collections.Immutable;
using Cmr.Domain.Content;

namespace Cmr.Domain.Choosing;

/// <summary>Everything a choice is made from: a subscriber's profile, the system default and the resources both refer to.</summary>
/// <param name="Profile">The subscriber's profile; <see langword="null"/> when the party is no subscriber.</param>
/// <param name="SystemDefaultResourceIds">Resources of the system default, in the order of presentation.</param>
/// <param name="Resources">The resources referred to, by identifier; one that is missing is no candidate.</param>
public sealed record RingingView(
    RingingProfile? Profile,
    ImmutableArray<string> SystemDefaultResourceIds,
    IReadOnlyDictionary<string, RingingResource> Resources)
{
    /// <summary>The view of a party that is no subscriber.</summary>
    public static RingingView NoSubscriber { get; } = new(null, [], ImmutableDictionary<string, RingingResource>.Empty);
}
