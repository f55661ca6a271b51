using Cmr.Contracts.Soap;
using Cmr.Domain.Rules;

namespace Cmr.Service.Operations.ManagePresentationRule;

/// <summary>Between PreferenceSetting as it travels (OMA TS Tables 17 to 22) and the rule of the domain.</summary>
internal static class PreferenceSettingMapping
{
    public static PresentationRule ToRule(PreferenceSetting setting, string ruleId, long age) => new()
    {
        RuleId = ruleId,
        Age = age,
        Priority = setting.Priority,
        Types = Flag(setting.Group, PresentationTypes.Group) | Flag(setting.Time, PresentationTypes.Time) | Flag(setting.Date, PresentationTypes.Date)
            | Flag(setting.Presence, PresentationTypes.Presence) | Flag(setting.Location, PresentationTypes.Location),
        Groups = [.. setting.ResourceIdGroup.Select(entry => new GroupEntry(entry.GroupId, [.. entry.ResourceId]))],
        Times = [.. setting.ResourceIdTime.Select(entry => new TimeEntry(entry.Time, entry.EndTime, [.. entry.ResourceId]))],
        Dates = [.. setting.ResourceIdDate.Select(entry => new DateEntry(entry.Date, entry.EndDate, entry.Yearly ?? false, [.. entry.ResourceId]))],
        Presences = [.. setting.ResourceIdPresence.Select(entry => new PresenceEntry(entry.PresenceInfo, [.. entry.ResourceId]))],
        Locations = [.. setting.ResourceIdLocation.Select(entry => new LocationEntry(entry.LocationInfo, [.. entry.ResourceId]))],
    };

    public static PreferenceSetting ToSetting(PresentationRule rule) => new()
    {
        RuleId = rule.RuleId,
        Priority = rule.Priority,
        Group = IsFlagged(rule, PresentationTypes.Group),
        Time = IsFlagged(rule, PresentationTypes.Time),
        Date = IsFlagged(rule, PresentationTypes.Date),
        Presence = IsFlagged(rule, PresentationTypes.Presence),
        Location = IsFlagged(rule, PresentationTypes.Location),
        ResourceIdGroup = [.. rule.Groups.Select(entry => new ResourceIdGroup { GroupId = entry.GroupId, ResourceId = [.. entry.ResourceIds] })],
        ResourceIdTime = [.. rule.Times.Select(entry => new ResourceIdTime { Time = entry.Time, EndTime = entry.EndTime, ResourceId = [.. entry.ResourceIds] })],
        ResourceIdDate = [.. rule.Dates.Select(entry => new ResourceIdDate
        {
            Date = entry.Date,
            EndDate = entry.EndDate,
            Yearly = entry.Yearly ? true : null,
            ResourceId = [.. entry.ResourceIds],
        })],
        ResourceIdPresence = [.. rule.Presences.Select(entry => new ResourceIdPresence { PresenceInfo = entry.PresenceInfo, ResourceId = [.. entry.ResourceIds] })],
        ResourceIdLocation = [.. rule.Locations.Select(entry => new ResourceIdLocation { LocationInfo = entry.LocationInfo, ResourceId = [.. entry.ResourceIds] })],
    };

    private static PresentationTypes Flag(bool? flagged, PresentationTypes type) => flagged is true ? type : PresentationTypes.None;

    private static bool? IsFlagged(PresentationRule rule, PresentationTypes type) => rule.Types.HasFlag(type) ? true : null;
}
