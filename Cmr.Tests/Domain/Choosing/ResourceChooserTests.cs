using System.Globalization;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;

namespace Cmr.Tests.Domain.Choosing;

[TestClass]
public sealed class ResourceChooserTests
{
    private const PresentationTypes Group = PresentationTypes.Group;
    private const PresentationTypes Time = PresentationTypes.Time;
    private static readonly PartyIdentity Ann = AView.Party("+49301111111");
    private static readonly PartyIdentity Stranger = AView.Party("+33699999999");
    private static readonly DateTimeOffset Noon = At("2026-06-15T12:00:00Z");

    [TestMethod]
    public void A_party_that_is_no_subscriber_gets_nothing() =>
        Assert.AreSame(RingingChoice.None, ResourceChooser.Choose(RingingView.NoSubscriber with { SystemDefaultResourceIds = ["sys"] }, new(Ann, Noon)));

    [TestMethod]
    public void A_suspended_subscriber_gets_nothing() =>
        AssertChooses("", new AView().Default2("d").Profile(p => p with { Status = SubscriberStatus.Suspended }), Ann);

    [TestMethod]
    public void A_member_of_the_group_hears_the_rule_and_a_stranger_the_default()
    {
        AView view = Friends(new AView()).Default2("d").SystemDefault("sys");
        AssertChooses("rule r:tone", view, Ann);
        AssertChooses("default:d", view, Stranger);
        AssertChooses("default:d", view, null);
    }

    [TestMethod]
    public void Without_rule_and_default_the_system_default_is_heard_which_needs_no_library()
    {
        AssertChooses("system:sys", new AView().SystemDefault("sys"), Ann);
        AssertChooses("", new AView(), Ann);
    }

    [TestMethod]
    public void DefaultCMRResourceId1_is_not_presented_before_a_stop() => AssertChooses("", new AView().Default1("after-stop"), Ann);

    [TestMethod]
    public void The_smaller_priority_wins_and_rules_without_come_last()
    {
        AView view = new AView().Group("g", Ann.Value)
            .Rule("none", Group, null, r => r with { Groups = [new("g", ["a"])] })
            .Rule("five", Group, 5, r => r with { Groups = [new("g", ["b"])] })
            .Rule("zero", Group, 0, r => r with { Groups = [new("g", ["c"])] });
        AssertChooses("rule zero:c", view, Ann);
    }

    [TestMethod]
    public void At_equal_priority_the_rule_with_more_types_wins_then_the_older_one()
    {
        AView view = new AView().Group("g", Ann.Value)
            .Rule("old", Group, 1, r => r with { Groups = [new("g", ["a"])] })
            .Rule("young", Group, 1, r => r with { Groups = [new("g", ["b"])] });
        AssertChooses("rule old:a", view, Ann);
        view.Rule("both", Group | Time, 1, r => r with { Groups = [new("g", ["c"])], Times = [new(new(0, 0), null, [])] });
        AssertChooses("rule both:c", view, Ann);
    }

    [TestMethod]
    public void All_flagged_types_must_match()
    {
        AView view = new AView().Group("g", Ann.Value)
            .Rule("r", Group | Time, 1, r => r with { Groups = [new("g", ["a"])], Times = [new(new(20, 0), new(22, 0), ["t"])] }).Default2("d");
        AssertChooses("default:d", view, Ann, Noon);
        AssertChooses("rule r:a", view, Ann, At("2026-06-15T21:00:00Z"));
        AssertChooses("default:d", view, Stranger, At("2026-06-15T21:00:00Z"));
    }

    [TestMethod]
    public void Resources_come_from_the_first_matching_entry_that_has_any_in_the_order_of_the_types()
    {
        AView view = new AView().Group("g", Ann.Value).Group("h", Ann.Value)
            .Rule("r", Group | Time | PresentationTypes.Date, 1, r => r with
            {
                Groups = [new("g", []), new("h", [])],
                Times = [new(new(0, 0), new(1, 0), ["night"]), new(new(1, 0), new(0, 0), ["day", "day2"])],
                Dates = [new(new(2026, 6, 15), null, false, ["date"])],
            });
        AssertChooses("rule r:day,day2", view, Ann);
    }

    [TestMethod]
    public void Unknown_presence_and_location_match_nothing()
    {
        AView view = new AView()
            .Rule("p", PresentationTypes.Presence, 1, r => r with { Presences = [new("Meeting", ["p"])] })
            .Rule("l", PresentationTypes.Location, 2, r => r with { Locations = [new("home", ["l"]), new("geo:52.5,13.4;r=1000", ["geo"])] });
        AssertChooses("", view, Ann);
        RingingContext context = new(Ann, Noon);
        Assert.AreEqual("rule p:p", Choose(view, context with { Presence = ["open", "meeting"] }));
        Assert.AreEqual("", Choose(view, context with { Presence = ["open"] }));
        Assert.AreEqual("rule l:l", Choose(view, context with { Location = new(["HOME"], null) }));
        Assert.AreEqual("rule l:geo", Choose(view, context with { Location = new([], new(52.501, 13.401)) }));
    }

    [TestMethod]
    public void A_rule_that_flags_nothing_never_matches() =>
        AssertChooses("", new AView().Rule("r", PresentationTypes.None, 0, r => r with { Groups = [new("g", ["a"])] }).Group("g", Ann.Value), Ann);

    [TestMethod]
    // Berlin: clocks go forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00
    [DataRow("2026-03-29T00:59:59Z", "rule night:n")] // 01:59:59 CET
    [DataRow("2026-03-29T01:00:00Z", "rule day:d")] // 03:00 CEST: the hour of 02:30 does not exist
    [DataRow("2026-10-25T00:29:59Z", "rule night:n")] // 02:29:59 CEST
    [DataRow("2026-10-25T00:30:00Z", "rule day:d")] // 02:30 CEST
    [DataRow("2026-10-25T01:00:00Z", "rule night:n")] // 02:00 CET again
    [DataRow("2026-07-01T19:59:59Z", "rule day:d")] // 21:59:59 CEST
    [DataRow("2026-07-01T20:00:00Z", "rule night:n")] // 22:00 CEST
    [DataRow("2026-01-01T20:30:00Z", "rule day:d")] // 21:30 CET
    [DataRow("2026-01-01T21:00:00Z", "rule night:n")] // 22:00 CET
    public void Time_is_the_wall_clock_of_the_subscriber(string now, string expected)
    {
        AView view = new AView().In("Europe/Berlin")
            .Rule("night", Time, 1, r => r with { Times = [new(new(22, 0), new(2, 30), ["n"])] })
            .Rule("day", Time, 2, r => r with { Times = [new(new(2, 30), new(22, 0), ["d"])] });
        AssertChooses(expected, view, Ann, At(now));
    }

    [TestMethod]
    [DataRow("Pacific/Kiritimati", "2026-12-24T10:00:00Z", "rule r:x")] // already the 25th, UTC+14
    [DataRow("America/Los_Angeles", "2026-12-25T07:59:59Z", "")] // still the 24th, UTC-8
    [DataRow("America/Los_Angeles", "2026-12-25T08:00:00Z", "rule r:x")]
    [DataRow("No/Such_Zone", "2026-12-25T00:00:00Z", "rule r:x")] // falls back to UTC
    public void Date_is_the_calendar_of_the_subscriber(string zone, string now, string expected)
    {
        AView view = new AView().In(zone).Rule("r", PresentationTypes.Date, 1, r => r with { Dates = [new(new(2026, 12, 25), null, true, ["x"])] });
        AssertChooses(expected, view, Ann, At(now));
    }

    [TestMethod]
    public void What_is_no_candidate_is_passed_over()
    {
        RingingResource good = AView.Rendered("tone");
        (string Why, RingingResource Resource)[] cases =
        [
            ("inactive", good with { Status = ResourceStatus.Inactive }),
            ("suspended", good with { Status = ResourceStatus.Suspended }),
            ("withdrawn", good with { Withdrawn = true }),
            ("expired this very moment", good with { ExpiresAt = Noon }),
            ("without content", good with { Tracks = [] }),
        ];
        foreach ((string why, RingingResource resource) in cases)
            Assert.AreEqual("default:d", Choose(Friends(new AView()).Default2("d").Resource(resource), new(Ann, Noon)), why);
        Assert.AreEqual("rule r:tone", Choose(Friends(new AView()).Resource(good with { ExpiresAt = Noon.AddTicks(1) }), new(Ann, Noon)));
    }

    [TestMethod]
    public void A_resource_that_is_gone_or_not_in_the_library_is_passed_over()
    {
        RingingView view = Friends(new AView()).Default2("d").Build(notInLibrary: "tone");
        Assert.AreEqual("default:d", Describe(ResourceChooser.Choose(view, new(Ann, Noon))));
        RingingView gone = view with { Resources = view.Resources.Where(pair => pair.Key == "d").ToDictionary() };
        Assert.AreEqual("default:d", Describe(ResourceChooser.Choose(gone, new(Ann, Noon))));
    }

    [TestMethod]
    public void A_licence_holds_from_its_start_until_its_end()
    {
        AView view = new AView().Default2("d").Profile(p => p with { Library = [new("d", Noon, Noon.AddDays(30))] });
        AssertChooses("", view, Ann, Noon.AddTicks(-1));
        AssertChooses("default:d", view, Ann, Noon);
        AssertChooses("", view, Ann, Noon.AddDays(30));
    }

    [TestMethod]
    public void Only_tracks_that_the_media_session_can_carry_count()
    {
        RingingResource alawOnly = AView.Rendered("tone") with { Tracks = [new(TrackEncoding.Pcma, new string('1', 64), 160, 1)] };
        AView view = Friends(new AView()).Resource(alawOnly);
        Assert.AreEqual("", Choose(view, new RingingContext(Ann, Noon) { Encodings = [TrackEncoding.Pcmu] }));
        Assert.AreEqual("rule r:tone", Choose(view, new RingingContext(Ann, Noon) { Encodings = [TrackEncoding.Pcmu, TrackEncoding.Pcma] }));
    }

    [TestMethod]
    public void When_one_of_several_resources_is_no_candidate_the_others_are_presented()
    {
        AView view = new AView().Default2("a", "b", "c").Resource(AView.Rendered("b") with { Status = ResourceStatus.Inactive });
        AssertChooses("default:a,c", view, Ann);
    }

    [TestMethod]
    public void When_the_best_rule_leads_to_nothing_the_next_matching_one_is_taken()
    {
        AView view = new AView().Group("g", Ann.Value)
            .Rule("first", Group, 1, r => r with { Groups = [new("g", ["gone"])] })
            .Rule("second", Group, 2, r => r with { Groups = [new("g", ["here"])] })
            .Resource(AView.Rendered("gone") with { Withdrawn = true });
        AssertChooses("rule second:here", view, Ann);
    }

    [TestMethod]
    public void A_group_that_does_not_exist_matches_nobody() =>
        AssertChooses("", new AView().Rule("r", Group, 1, r => r with { Groups = [new("gone", ["a"])] }), Ann);

    private static AView Friends(AView view) => view.Group("g", Ann.Value).Rule("r", Group, 1, r => r with { Groups = [new("g", ["tone"])] });

    private static void AssertChooses(string expected, AView view, PartyIdentity? other, DateTimeOffset? now = null) =>
        Assert.AreEqual(expected, Choose(view, new(other, now ?? Noon)));

    private static string Choose(AView view, RingingContext context) => Describe(ResourceChooser.Choose(view.Build(), context));

    private static string Describe(RingingChoice choice)
    {
        string resources = string.Join(',', choice.Resources.Select(resource => resource.ResourceId));
        return choice.Origin switch
        {
            ChoiceOrigin.Rule => $"rule {choice.RuleId}:{resources}",
            ChoiceOrigin.SubscriberDefault => $"default:{resources}",
            ChoiceOrigin.SystemDefault => $"system:{resources}",
            _ => resources,
        };
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
