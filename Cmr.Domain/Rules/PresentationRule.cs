using System.Collections.Immutable;
using System.Numerics;

namespace Cmr.Domain.Rules;

/// <summary>One presentation rule of a subscriber: a PreferenceSetting (OMA TS Table 17).</summary>
public sealed record PresentationRule
{
    /// <summary>Identifier within the subscriber.</summary>
    public required string RuleId { get; init; }

    /// <summary>The types tested; all of them must match.</summary>
    public PresentationTypes Types { get; init; }

    /// <summary>The smaller, the earlier; <see langword="null"/>: after all rules that have one.</summary>
    public int? Priority { get; init; }

    /// <summary>Number of the rule in the order of creation within the subscriber; an older rule has the smaller one.</summary>
    public long Age { get; init; }

    /// <summary>Group entries, in the order given.</summary>
    public ImmutableArray<GroupEntry> Groups { get; init; } = [];

    /// <summary>Time entries, in the order given.</summary>
    public ImmutableArray<TimeEntry> Times { get; init; } = [];

    /// <summary>Date entries, in the order given.</summary>
    public ImmutableArray<DateEntry> Dates { get; init; } = [];

    /// <summary>Presence entries, in the order given.</summary>
    public ImmutableArray<PresenceEntry> Presences { get; init; } = [];

    /// <summary>Location entries, in the order given.</summary>
    public ImmutableArray<LocationEntry> Locations { get; init; } = [];

    /// <summary>All entries in the order in which their resources are considered: Group, Time, Date, Presence, Location.</summary>
    public IEnumerable<RuleEntry> Entries() => [.. Groups, .. Times, .. Dates, .. Presences, .. Locations];

    /// <summary>The entries of one type, in the order given.</summary>
    /// <param name="type">One single type.</param>
    public IEnumerable<RuleEntry> Entries(PresentationTypes type) => type switch
    {
        PresentationTypes.Group => Groups,
        PresentationTypes.Time => Times,
        PresentationTypes.Date => Dates,
        PresentationTypes.Presence => Presences,
        PresentationTypes.Location => Locations,
        _ => [],
    };

    /// <summary>Order of precedence: smaller priority, then more types, then older.</summary>
    /// <param name="left">A rule.</param>
    /// <param name="right">Another rule.</param>
    /// <returns>Negative when <paramref name="left"/> is considered first.</returns>
    public static int ComparePrecedence(PresentationRule left, PresentationRule right)
    {
        int byPriority = (left.Priority ?? long.MaxValue).CompareTo(right.Priority ?? long.MaxValue);
        if (byPriority != 0)
            return byPriority;
        int byTypes = BitOperations.PopCount((uint)right.Types).CompareTo(BitOperations.PopCount((uint)left.Types));
        return byTypes != 0 ? byTypes : left.Age.CompareTo(right.Age);
    }
}
