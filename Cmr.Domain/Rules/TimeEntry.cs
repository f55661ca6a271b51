using System.Collections.Immutable;

namespace Cmr.Domain.Rules;

/// <summary>
/// Holds from a time of day until its end or, without one, until the next entry of the same rule, cyclically over the day (OMA TS Table 20).
/// </summary>
/// <param name="Time">Begin, inclusive, on the subscriber's wall clock.</param>
/// <param name="EndTime">End, exclusive; before <paramref name="Time"/> it is on the next day, equal to it the entry holds all day.</param>
/// <param name="ResourceIds">Resources in the order of presentation; empty: a pure condition.</param>
public sealed record TimeEntry(TimeOnly Time, TimeOnly? EndTime, ImmutableArray<string> ResourceIds) : RuleEntry(ResourceIds)
{
    /// <summary>Whether the entry holds.</summary>
    /// <param name="clock">Time of day on the subscriber's wall clock.</param>
    /// <param name="siblings">All time entries of the rule, this one included.</param>
    public bool Holds(TimeOnly clock, ImmutableArray<TimeEntry> siblings)
    {
        TimeOnly end = EndTime ?? NextBegin(siblings);
        return end == Time || clock.IsBetween(Time, end);
    }

    private TimeOnly NextBegin(ImmutableArray<TimeEntry> siblings)
    {
        TimeSpan nearest = TimeSpan.FromDays(1);
        foreach (TimeEntry sibling in siblings)
        {
            TimeSpan distance = sibling.Time - Time;
            if (distance > TimeSpan.Zero && distance < nearest)
                nearest = distance;
        }
        return Time.Add(nearest);
    }
}
