using Cmr.Domain.Rules;

namespace Cmr.Tests.Domain.Rules;

[TestClass]
public sealed class RuleValidatorTests
{
    private static readonly RuleValidator Validator = new(new HashSet<string> { "g" }, new HashSet<string> { "r", "s" });

    public static IEnumerable<(string Name, PresentationRule Rule, RuleProblemKind? Kind, string? Parameter)> Cases()
    {
        PresentationRule good = new() { RuleId = "1", Types = PresentationTypes.Group, Groups = [new("g", ["r"])] };
        yield return ("a good group rule", good, null, null);
        yield return ("no type flagged", good with { Types = PresentationTypes.None, Groups = [] }, RuleProblemKind.InvalidParameter, "PreferenceSetting");
        yield return ("flagged without entries", good with { Types = PresentationTypes.Group | PresentationTypes.Time }, RuleProblemKind.InvalidParameter, "ResourceIdTime");
        yield return ("entries without flag", good with { Times = [new(new(8, 0), null, ["r"])] }, RuleProblemKind.InvalidParameter, "Time");
        yield return ("negative priority", good with { Priority = -1 }, RuleProblemKind.InvalidParameter, "Priority");
        yield return ("priority 0", good with { Priority = 0 }, null, null);
        yield return ("no resource anywhere", good with { Groups = [new("g", [])] }, RuleProblemKind.InvalidParameter, "ResourceId");
        yield return ("pure condition beside a resource", good with
        {
            Types = PresentationTypes.Group | PresentationTypes.Time,
            Groups = [new("g", [])],
            Times = [new(new(8, 0), null, ["r"])],
        }, null, null);
        yield return ("unknown group", good with { Groups = [new("h", ["r"])] }, RuleProblemKind.GroupNotFound, "GroupId");
        yield return ("resource not in the library", good with { Groups = [new("g", ["r", "x"])] }, RuleProblemKind.ResourceNotAvailable, "ResourceId");
        yield return ("too many resources", good with { Groups = [new("g", [.. Enumerable.Repeat("r", RuleLimits.ResourcesPerEntry + 1)])] }, RuleProblemKind.InvalidParameter, "ResourceId");
        yield return ("too many entries", good with { Groups = [.. Enumerable.Repeat(new GroupEntry("g", ["r"]), RuleLimits.EntriesPerRule + 1)] }, RuleProblemKind.InvalidParameter, "PreferenceSetting");
        yield return ("end before begin", Dated(new(new(2026, 2, 2), new(2026, 2, 1), false, ["r"])), RuleProblemKind.InvalidParameter, "EndDate");
        yield return ("a yearly span of a year", Dated(new(new(2026, 2, 2), new(2027, 2, 2), true, ["r"])), RuleProblemKind.InvalidParameter, "EndDate");
        yield return ("a yearly span over New Year", Dated(new(new(2026, 12, 30), new(2027, 1, 2), true, ["r"])), null, null);
        yield return ("blank presence", new() { RuleId = "1", Types = PresentationTypes.Presence, Presences = [new(" ", ["r"])] }, RuleProblemKind.InvalidParameter, "PresenceInfo");
        yield return ("broken circle", Located("geo:1"), RuleProblemKind.InvalidParameter, "LocationInfo");
        yield return ("circle", Located("geo:1,2;r=3"), null, null);
        yield return ("label", Located("Home"), null, null);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_rule_is_kept_or_refused_with_the_parameter_at_fault(string name, PresentationRule rule, RuleProblemKind? kind, string? parameter)
    {
        RuleProblem? problem = Validator.Check(rule);
        Assert.AreEqual(kind, problem?.Kind, name);
        Assert.AreEqual(parameter, problem?.Parameter, name);
    }

    private static PresentationRule Dated(DateEntry entry) => new() { RuleId = "1", Types = PresentationTypes.Date, Dates = [entry] };

    private static PresentationRule Located(string place) => new() { RuleId = "1", Types = PresentationTypes.Location, Locations = [new(place, ["r"])] };
}
