using System.Collections.Immutable;
using Cmr.Domain.Content;
using Cmr.Domain.Subscribers;

namespace Cmr.Domain.Rules;

/// <summary>
/// A rule by which a subscriber keeps other parties' resources away from itself (OMA AD §5.3.1.1.1, flow B.8).
/// All conditions must hold; one that is absent holds always.
/// </summary>
public sealed record FilterRule
{
    /// <summary>Identifier within the subscriber.</summary>
    public required string RuleId { get; init; }

    /// <summary>The service filtered; <see langword="null"/>: both.</summary>
    public RingingService? Service { get; init; }

    /// <summary>Groups of other parties; empty: everybody.</summary>
    public ImmutableArray<string> GroupIds { get; init; } = [];

    /// <summary>Media filtered; empty: every medium.</summary>
    public ImmutableArray<ResourceMediaType> MediaTypes { get; init; } = [];

    /// <summary>Begin, inclusive, on the subscriber's wall clock; <see langword="null"/>: midnight.</summary>
    public TimeOnly? Start { get; init; }

    /// <summary>End, exclusive; before <see cref="Start"/> it is on the next day, equal to it the rule holds all day; <see langword="null"/>: midnight.</summary>
    public TimeOnly? End { get; init; }

    /// <summary>Whether the rule is in force.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether the rule keeps a resource away.</summary>
    /// <param name="presentation">What is about to be presented to the subscriber.</param>
    /// <param name="clock">Time of day on the subscriber's wall clock.</param>
    /// <param name="groups">The subscriber's groups.</param>
    public bool Blocks(in FilteredPresentation presentation, TimeOnly clock, ImmutableArray<CallerGroup> groups) =>
        Enabled
        && (Service is not { } service || service == presentation.Service)
        && (MediaTypes.IsDefaultOrEmpty || MediaTypes.Contains(presentation.Medium))
        && Holds(clock)
        && (GroupIds.IsDefaultOrEmpty || IsMember(presentation.OtherParty, groups));

    private bool Holds(TimeOnly clock)
    {
        TimeOnly start = Start ?? TimeOnly.MinValue, end = End ?? TimeOnly.MinValue;
        return start == end || clock.IsBetween(start, end);
    }

    private bool IsMember(Parties.PartyIdentity? other, ImmutableArray<CallerGroup> groups)
    {
        foreach (CallerGroup group in groups)
        {
            if (GroupIds.Contains(group.GroupId, StringComparer.Ordinal) && group.Contains(other))
                return true;
        }
        return false;
    }
}
