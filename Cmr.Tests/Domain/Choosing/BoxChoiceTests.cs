using Cmr.Domain.Boxes;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Rules;

namespace Cmr.Tests.Domain.Choosing;

[TestClass]
public sealed class BoxChoiceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void A_rule_that_names_a_box_presents_what_the_box_says()
    {
        AView view = With(new AView().Group("g", "+491").Rule("r", PresentationTypes.Group, 1, rule => rule with { Groups = [new("g", ["box"])] }), PresentationMode.Sequence, "a", "b");
        RingingContext context = new(AView.Party("+491"), Noon);
        Assert.AreEqual("a", Choose(view, context));
        Assert.AreEqual("b", Choose(view, context with { Turn = 1 }));
        Assert.AreEqual("a", Choose(view, context with { Turn = 2 }));
    }

    [TestMethod]
    public void A_default_that_names_a_box_among_resources_presents_all_in_order() =>
        Assert.AreEqual("x,a,b,y", Choose(With(new AView().Default2("x", "box", "y"), PresentationMode.AllInOne, "a", "b")));

    [TestMethod]
    public void A_sequence_passes_over_what_cannot_be_presented()
    {
        AView view = With(new AView().Default2("box"), PresentationMode.Sequence, "a", "gone", "b").Resource(AView.Rendered("gone") with { Withdrawn = true });
        Assert.AreEqual("b", Choose(view, new RingingContext(null, Noon) { Turn = 1 }));
    }

    [TestMethod]
    public void A_box_that_is_withdrawn_or_has_nothing_to_present_leads_on_to_the_next_choice()
    {
        Assert.AreEqual("sys", Choose(With(new AView().Default2("box").SystemDefault("sys"), PresentationMode.Sequence)));
        AView withdrawn = With(new AView().Default2("box").SystemDefault("sys"), PresentationMode.Sequence, "a");
        Assert.AreEqual("sys", Choose(withdrawn.Resource(Box(PresentationMode.Sequence, false, "a") with { Withdrawn = true })));
    }

    [TestMethod]
    public void The_licence_of_a_box_of_the_catalogue_is_enough_for_what_is_in_it()
    {
        AView view = With(new AView().Default2("box"), PresentationMode.AllInOne, "a");
        Assert.AreEqual("a", Choose(view));
        Assert.AreEqual("", Describe(ResourceChooser.Choose(view.Build(notInLibrary: "box"), new(null, Noon))));
    }

    [TestMethod]
    public void A_personal_box_presents_only_what_the_library_holds()
    {
        AView view = new AView().Default2("box").Default1("held").Resource(Box(PresentationMode.AllInOne, true, "held", "lost"))
            .Resource(AView.Rendered("held")).Resource(AView.Rendered("lost"));
        Assert.AreEqual("held", Choose(view));
    }

    [TestMethod]
    public void A_box_within_a_box_is_not_opened()
    {
        AView view = With(new AView().Default2("box"), PresentationMode.AllInOne, "a", "inner").Resource(Box(PresentationMode.AllInOne, false, "box") with { ResourceId = "inner" });
        Assert.AreEqual("a", Choose(view));
    }

    [TestMethod]
    public void One_call_presents_no_more_than_the_media_worker_takes()
    {
        string[] ids = [.. Enumerable.Range(0, 60).Select(i => $"r{i:D2}")];
        AView view = With(new AView().Default2("box", "x"), PresentationMode.AllInOne, ids);
        Assert.HasCount(BoxLimits.PresentedInCall, ResourceChooser.Choose(view.Build(), new(null, Noon)).Resources);
    }

    [TestMethod]
    public void A_time_slot_box_follows_the_subscribers_wall_clock()
    {
        RingingResource box = Box(PresentationMode.TimeSlot, false) with { Box = new(PresentationMode.TimeSlot, [new("day", new(8, 0)), new("evening", new(19, 0))], false) };
        AView view = new AView().In("Asia/Shanghai").Default2("box").Resource(box).Resource(AView.Rendered("day")).Resource(AView.Rendered("evening"));
        Assert.AreEqual("evening", Choose(view), "12:00 UTC is 20:00 in Shanghai");
    }

    private static AView With(AView view, PresentationMode mode, params string[] contents)
    {
        view.Resource(Box(mode, false, contents));
        foreach (string id in contents)
            view.Resource(AView.Rendered(id));
        return view;
    }

    private static RingingResource Box(PresentationMode mode, bool personal, params string[] contents) =>
        new() { ResourceId = "box", Box = new(mode, [.. contents.Select(id => new BoxEntry(id))], personal) };

    private static string Choose(AView view, RingingContext? context = null) => Describe(ResourceChooser.Choose(view.Build(), context ?? new(null, Noon)));

    private static string Describe(RingingChoice choice) => string.Join(',', choice.Resources.Select(resource => resource.ResourceId));
}
