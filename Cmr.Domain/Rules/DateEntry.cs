using System.Collections.Immutable;

namespace Cmr.Domain.Rules;

/// <summary>Holds on a day, or from that day until an end day (OMA TS Table 21).</summary>
/// <param name="Date">First day, in the subscriber's time zone.</param>
/// <param name="EndDate">Last day, inclusive; <see langword="null"/>: the first day only.</param>
/// <param name="Yearly">Whether only month and day count; the span may pass the turn of the year.</param>
/// <param name="ResourceIds">Resources in the order of presentation; empty: a pure condition.</param>
public sealed record DateEntry(DateOnly Date, DateOnly? EndDate, bool Yearly, ImmutableArray<string> ResourceIds) : RuleEntry(ResourceIds)
{
    /// <summary>Whether the entry holds.</summary>
    /// <param name="today">Calendar day on the subscriber's wall clock.</param>
    public bool Holds(DateOnly today)
    {
        DateOnly end = EndDate ?? Date;
        if (!Yearly)
            return today >= Date && today <= end;
        int first = DayOfYear(Date), last = DayOfYear(end), day = DayOfYear(today);
        return first <= last ? day >= first && day <= last : day >= first || day <= last;
    }

    private static int DayOfYear(DateOnly date) => date.Month * 100 + date.Day;
}
