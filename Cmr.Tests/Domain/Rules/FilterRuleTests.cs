using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;

namespace Cmr.Tests.Domain.Rules;

[TestClass]
public sealed class FilterRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly PartyIdentity Bob = PartyIdentity.FromNormalized("+4915100000002");
    private static readonly FilteredPresentation Tone = new(RingingService.Ringback, Bob, ResourceMediaType.Audio);

    [TestMethod]
    public void A_rule_without_conditions_keeps_everything_away() => Assert.IsTrue(Blocks(new FilterRule { RuleId = "1" }));

    [TestMethod]
    public void A_rule_that_is_switched_off_keeps_nothing_away() => Assert.IsFalse(Blocks(new FilterRule { RuleId = "1", Enabled = false }));

    [TestMethod]
    [DataRow(RingingService.Ringback, true)]
    [DataRow(RingingService.RingTone, false)]
    public void A_rule_may_be_for_one_service(RingingService service, bool blocks) =>
        Assert.AreEqual(blocks, Blocks(new FilterRule { RuleId = "1", Service = service }));

    [TestMethod]
    [DataRow(ResourceMediaType.Audio, true)]
    [DataRow(ResourceMediaType.Video, false)]
    public void A_rule_may_be_for_some_media(ResourceMediaType medium, bool blocks) =>
        Assert.AreEqual(blocks, Blocks(new FilterRule { RuleId = "1", MediaTypes = [medium] }));

    [TestMethod]
    [DataRow("family", true)]
    [DataRow("work", false)]
    [DataRow("gone", false)]
    public void A_rule_may_be_for_members_of_groups(string group, bool blocks) =>
        Assert.AreEqual(blocks, Blocks(new FilterRule { RuleId = "1", GroupIds = [group] }));

    [TestMethod]
    public void A_rule_for_a_group_does_not_touch_an_unknown_party() =>
        Assert.IsFalse(PresentationFilter.Blocks(Profile(new FilterRule { RuleId = "1", GroupIds = ["family"] }), Tone with { OtherParty = null }, Noon));

    [TestMethod]
    [DataRow("11:00", "13:00", true)]
    [DataRow("13:00", "14:00", false)]
    [DataRow("22:00", "07:00", false)]
    [DataRow("11:00", "02:00", true)]
    [DataRow("12:00", "13:00", true)]
    [DataRow("11:00", "12:00", false)]
    [DataRow("05:00", "05:00", true)]
    public void A_rule_may_hold_for_a_part_of_the_day(string start, string end, bool blocks) =>
        Assert.AreEqual(blocks, Blocks(new FilterRule { RuleId = "1", Start = Time(start), End = Time(end) }));

    [TestMethod]
    public void The_time_is_that_of_the_subscriber()
    {
        RingingProfile profile = Profile(new FilterRule { RuleId = "1", Start = Time("14:00"), End = Time("15:00") }) with { TimeZone = "Europe/Berlin" };
        Assert.IsTrue(PresentationFilter.Blocks(profile, Tone, Noon));
    }

    [TestMethod]
    public void Only_an_active_subscriber_filters()
    {
        FilterRule rule = new() { RuleId = "1" };
        Assert.IsFalse(PresentationFilter.Blocks(Profile(rule) with { Status = SubscriberStatus.Suspended }, Tone, Noon));
        Assert.IsFalse(PresentationFilter.Blocks(null, Tone, Noon));
    }

    [TestMethod]
    [DataRow(CopyPrivacy.Nobody, true, false)]
    [DataRow(CopyPrivacy.Everybody, false, true)]
    [DataRow(CopyPrivacy.Groups, false, true)]
    [DataRow(null, true, true)]
    [DataRow(null, false, false)]
    public void Copying_is_as_the_owner_or_else_the_operator_says(CopyPrivacy? privacy, bool byDefault, bool may)
    {
        PresentationSettings settings = new() { Copying = privacy, CopyGroupIds = ["family"] };
        Assert.AreEqual(may, settings.MayCopy(Bob, Profile().Groups, byDefault));
        if (privacy is CopyPrivacy.Groups) Assert.IsFalse(settings.MayCopy(PartyIdentity.FromNormalized("+49999"), Profile().Groups, byDefault));
    }

    private static bool Blocks(FilterRule rule) => PresentationFilter.Blocks(Profile(rule), Tone, Noon);

    private static RingingProfile Profile(params FilterRule[] rules) => new()
    {
        SubscriberId = "+4915100000001",
        Groups = [new CallerGroup("family", [Bob.Value]), new CallerGroup("work", ["+4930*"])],
        Filters = [.. rules],
    };

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
