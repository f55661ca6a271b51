using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;

namespace Cmr.Domain.Choosing;

/// <summary>Whether the party that would hear or see a resource has asked not to (OMA AD flow B.8: the ordinary ringback is heard then).</summary>
public static class PresentationFilter
{
    /// <summary>Tests the filter rules of the party that would be presented to.</summary>
    /// <param name="receiver">Its profile; <see langword="null"/> when it is no subscriber, who has no rules.</param>
    /// <param name="presentation">What is about to be presented.</param>
    /// <param name="now">The moment of the call, any offset.</param>
    public static bool Blocks(RingingProfile? receiver, in FilteredPresentation presentation, DateTimeOffset now)
    {
        if (receiver is not { Status: SubscriberStatus.Active, Filters.IsDefaultOrEmpty: false })
            return false;
        TimeOnly clock = TimeOnly.FromDateTime(SubscriberTimeZone.WallClock(receiver.TimeZone, now));
        foreach (FilterRule rule in receiver.Filters)
        {
            if (rule.Blocks(presentation, clock, receiver.Groups))
                return true;
        }
        return false;
    }
}
