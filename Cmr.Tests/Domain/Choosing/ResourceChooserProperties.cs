using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Rules;
using Cmr.Tests.Support;
using FsCheck;

namespace Cmr.Tests.Domain.Choosing;

[TestClass]
public sealed class ResourceChooserProperties
{
    private static readonly string[] Ids = ["a", "b", "c", "d"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Whatever_is_chosen_is_available_presentable_and_licensed() =>
        ForAnyView((view, context) =>
        {
            RingingChoice choice = ResourceChooser.Choose(view, context);
            bool consistent = choice.Resources.IsEmpty == choice.Origin is ChoiceOrigin.None && choice.RuleId is null == choice.Origin is not ChoiceOrigin.Rule;
            return consistent && choice.Resources.All(resource =>
                resource.IsAvailable(context.Now) && !resource.Tracks.IsEmpty
                && (choice.Origin is ChoiceOrigin.SystemDefault || view.Profile!.Library.Any(entry => entry.ResourceId == resource.ResourceId))); // not null: a view always has one here
        });

    [TestMethod]
    public void The_order_in_which_rules_are_stored_does_not_matter() =>
        ForAnyView((view, context) =>
        {
            RingingView reversed = view with { Profile = view.Profile! with { Rules = [.. view.Profile.Rules.Reverse()] } }; // not null: see above
            RingingChoice one = ResourceChooser.Choose(view, context), other = ResourceChooser.Choose(reversed, context);
            return one.RuleId == other.RuleId && one.Origin == other.Origin && one.Resources.SequenceEqual(other.Resources);
        });

    [TestMethod]
    public void Taking_away_every_rule_that_was_not_chosen_changes_nothing() =>
        ForAnyView((view, context) =>
        {
            RingingChoice choice = ResourceChooser.Choose(view, context);
            RingingView reduced = view with { Profile = view.Profile! with { Rules = [.. view.Profile.Rules.Where(rule => rule.RuleId == choice.RuleId)] } }; // not null: see above
            return ResourceChooser.Choose(reduced, context).Resources.SequenceEqual(choice.Resources);
        });

    private static void ForAnyView(Func<RingingView, RingingContext, bool> holds)
    {
        Gen<int> number = Gen.Choose(0, int.MaxValue - 1);
        Prop.ForAll(Arb.From(number), seed =>
        {
            System.Random random = new(seed);
            return holds(AnyView(random), new(random.Next(3) == 0 ? null : AView.Party($"+{random.Next(4)}"), Start.AddMinutes(random.Next(600_000))))
                .Label($"seed {seed}");
        }).CheckSeeded();
    }

    private static RingingView AnyView(System.Random random)
    {
        AView view = new AView().In(random.Next(2) == 0 ? "UTC" : "Europe/Berlin").Group("g", "+1", "+2").Group("h", "*");
        for (int i = random.Next(6); i > 0; i--)
        {
            PresentationTypes types = (PresentationTypes)random.Next(8);
            view.Rule($"r{i}", types, random.Next(3) is 0 ? null : random.Next(3), rule => rule with
            {
                Groups = [new(random.Next(2) == 0 ? "g" : "h", Some(random))],
                Times = [new(new(random.Next(24), 0), random.Next(2) == 0 ? null : new(random.Next(24), 0), Some(random)), new(new(random.Next(24), 30), null, Some(random))],
                Dates = [new(new(2026, 1 + random.Next(12), 1), new(2026, 12, 31), random.Next(2) == 0, Some(random))],
            });
        }
        if (random.Next(2) == 0)
            view.Default2([.. Some(random)]);
        if (random.Next(2) == 0)
            view.SystemDefault([.. Some(random)]);
        foreach (string id in Ids.Where(_ => random.Next(3) == 0))
        {
            RingingResource rendered = AView.Rendered(id);
            view.Resource(random.Next(3) switch
            {
                0 => rendered with { Status = ResourceStatus.Suspended },
                1 => rendered with { Tracks = [] },
                _ => rendered with { ExpiresAt = Start.AddMinutes(random.Next(600_000)) },
            });
        }
        return view.Build(random.Next(4) == 0 ? ["a", "b"] : []);
    }

    private static System.Collections.Immutable.ImmutableArray<string> Some(System.Random random) => [.. Ids.Where(_ => random.Next(3) == 0)];
}
