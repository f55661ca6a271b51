using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;

namespace Cmr.Domain.Choosing;

/// <summary>Tests the rules of one profile against the circumstances of one call.</summary>
internal readonly struct RuleMatcher
{
    private readonly RingingProfile _profile;
    private readonly RingingContext _context;
    private readonly TimeOnly _clock;
    private readonly DateOnly _today;

    public RuleMatcher(RingingProfile profile, in RingingContext context)
    {
        _profile = profile;
        _context = context;
        DateTime wallClock = SubscriberTimeZone.WallClock(profile.TimeZone, context.Now);
        _clock = TimeOnly.FromDateTime(wallClock);
        _today = DateOnly.FromDateTime(wallClock);
    }

    /// <summary>Time of day on the subscriber's wall clock.</summary>
    public TimeOnly Clock => _clock;

    /// <summary>The entries that hold, in the order Group, Time, Date, Presence, Location; none unless every flagged type has one that holds.</summary>
    public List<RuleEntry> MatchingEntries(PresentationRule rule)
    {
        List<RuleEntry> matching = [];
        bool all = rule.Types is not PresentationTypes.None
            && Collect(PresentationTypes.Group, rule, matching)
            && Collect(PresentationTypes.Time, rule, matching)
            && Collect(PresentationTypes.Date, rule, matching)
            && Collect(PresentationTypes.Presence, rule, matching)
            && Collect(PresentationTypes.Location, rule, matching);
        return all ? matching : [];
    }

    private bool Collect(PresentationTypes type, PresentationRule rule, List<RuleEntry> matching)
    {
        if (!rule.Types.HasFlag(type))
            return true;
        int before = matching.Count;
        foreach (RuleEntry entry in rule.Entries(type))
        {
            if (Holds(entry, rule))
                matching.Add(entry);
        }
        return matching.Count > before;
    }

    private bool Holds(RuleEntry entry, PresentationRule rule) => entry switch
    {
        GroupEntry group => IsMember(group.GroupId),
        TimeEntry time => time.Holds(_clock, rule.Times),
        DateEntry date => date.Holds(_today),
        PresenceEntry presence => presence.Holds(_context.Presence),
        LocationEntry location => location.Holds(_context.Location),
        _ => false,
    };

    private bool IsMember(string groupId)
    {
        foreach (CallerGroup group in _profile.Groups)
        {
            if (string.Equals(group.GroupId, groupId, StringComparison.Ordinal))
                return group.Contains(_context.OtherParty);
        }
        return false;
    }
}
