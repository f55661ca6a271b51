using System.Globalization;

namespace Cmr.Domain.Rules;

/// <summary>Checks a rule before it is kept.</summary>
/// <param name="groupIds">The subscriber's groups.</param>
/// <param name="libraryResourceIds">Resources that the subscriber's library holds.</param>
public sealed class RuleValidator(IReadOnlySet<string> groupIds, IReadOnlySet<string> libraryResourceIds)
{
    private const int MaximumTextLength = 256;

    private static readonly PresentationTypes[] EachType =
        [PresentationTypes.Group, PresentationTypes.Time, PresentationTypes.Date, PresentationTypes.Presence, PresentationTypes.Location];

    /// <summary>Finds the first thing wrong with a rule.</summary>
    /// <param name="rule">The rule as asked for.</param>
    /// <returns><see langword="null"/> when the rule may be kept.</returns>
    public RuleProblem? Check(PresentationRule rule) =>
        CheckShape(rule)
        ?? FirstProblem(rule.Groups, CheckGroup)
        ?? FirstProblem(rule.Dates, CheckDate)
        ?? FirstProblem(rule.Presences, CheckPresence)
        ?? FirstProblem(rule.Locations, CheckLocation)
        ?? FirstProblem(rule.Entries(), entry => CheckResources(entry.ResourceIds, "ResourceId"));

    /// <summary>Checks a list of resources to present.</summary>
    /// <param name="resourceIds">The resources, in order.</param>
    /// <param name="parameter">Name of the parameter that holds them.</param>
    /// <returns><see langword="null"/> when all are in the library and not too many.</returns>
    public RuleProblem? CheckResources(IReadOnlyCollection<string> resourceIds, string parameter)
    {
        if (resourceIds.Count > RuleLimits.ResourcesPerEntry)
            return Invalid(parameter, resourceIds.Count, $"at most {RuleLimits.ResourcesPerEntry} resources");
        string? missing = resourceIds.FirstOrDefault(id => !libraryResourceIds.Contains(id));
        return missing is null ? null : new(RuleProblemKind.ResourceNotAvailable, parameter, missing, "not in the subscriber's library");
    }

    private static RuleProblem? CheckShape(PresentationRule rule)
    {
        if (rule.Types is PresentationTypes.None)
            return Invalid("PreferenceSetting", "", "flags no presentation type, so it would never match");
        if (rule.Priority < 0)
            return Invalid("Priority", rule.Priority, "must be 0 or more");
        foreach (PresentationTypes type in EachType)
        {
            bool flagged = rule.Types.HasFlag(type), given = rule.Entries(type).Any();
            if (flagged && !given)
                return Invalid($"ResourceId{type}", "", $"required because {type} is flagged");
            if (given && !flagged)
                return Invalid($"{type}", "false", $"ResourceId{type} is given but {type} is not flagged");
        }
        if (rule.Entries().Count() > RuleLimits.EntriesPerRule)
            return Invalid("PreferenceSetting", "", $"at most {RuleLimits.EntriesPerRule} entries");
        return rule.Entries().All(entry => entry.ResourceIds.IsDefaultOrEmpty)
            ? Invalid("ResourceId", "", "the rule names no resource")
            : null;
    }

    private RuleProblem? CheckGroup(GroupEntry entry) =>
        groupIds.Contains(entry.GroupId) ? null : new(RuleProblemKind.GroupNotFound, "GroupId", entry.GroupId, "the subscriber has no such group");

    private static RuleProblem? CheckDate(DateEntry entry)
    {
        if (entry.EndDate is not { } end)
            return null;
        if (end < entry.Date)
            return Invalid("EndDate", end.ToString("O", CultureInfo.InvariantCulture), "lies before Date");
        return entry.Yearly && end >= entry.Date.AddYears(1)
            ? Invalid("EndDate", end.ToString("O", CultureInfo.InvariantCulture), "a yearly span is shorter than a year")
            : null;
    }

    private static RuleProblem? CheckPresence(PresenceEntry entry) => CheckText(entry.PresenceInfo, "PresenceInfo");

    private static RuleProblem? CheckLocation(LocationEntry entry) =>
        GeoCircle.IsMeant(entry.LocationInfo) && !GeoCircle.TryParse(entry.LocationInfo, out _)
            ? Invalid("LocationInfo", entry.LocationInfo, "expected geo:latitude,longitude;r=metres")
            : CheckText(entry.LocationInfo, "LocationInfo");

    private static RuleProblem? CheckText(string text, string parameter) =>
        string.IsNullOrWhiteSpace(text) || text.Length > MaximumTextLength
            ? Invalid(parameter, text, $"expected 1 to {MaximumTextLength} characters")
            : null;

    private static RuleProblem? FirstProblem<T>(IEnumerable<T> entries, Func<T, RuleProblem?> check) =>
        entries.Select(check).FirstOrDefault(problem => problem is not null);

    private static RuleProblem Invalid(string parameter, object? value, string explanation) =>
        new(RuleProblemKind.InvalidParameter, parameter, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", explanation);
}
