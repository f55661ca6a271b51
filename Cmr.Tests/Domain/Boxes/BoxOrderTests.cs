using System.Collections.Immutable;
using Cmr.Domain.Boxes;
using Cmr.Tests.Support;
using FsCheck;

namespace Cmr.Tests.Domain.Boxes;

[TestClass]
public sealed class BoxOrderTests
{
    private static readonly TimeOnly Noon = new(12, 0);

    [TestMethod]
    public void A_sequence_goes_on_from_call_to_call_and_begins_again() =>
        Assert.AreEqual("a b c a b", string.Join(' ', Enumerable.Range(0, 5).Select(turn => Pick(PresentationMode.Sequence, Box("a", "b", "c"), turn: turn))));

    [TestMethod]
    public void A_shuffled_box_presents_each_once_before_any_comes_again_and_the_rounds_differ()
    {
        ImmutableArray<BoxEntry> box = Box("a", "b", "c", "d", "e");
        HashSet<string> orders = [];
        for (int round = 0; round < 20; round++)
        {
            string[] order = [.. Enumerable.Range(round * 5, 5).Select(turn => Pick(PresentationMode.Shuffle, box, turn: turn))];
            CollectionAssert.AreEquivalent(new[] { "a", "b", "c", "d", "e" }, order);
            orders.Add(string.Join(' ', order));
        }
        Assert.IsGreaterThan(10, orders.Count);
    }

    [TestMethod]
    public void A_single_random_box_draws_every_entry_about_as_often_and_the_same_call_draws_the_same()
    {
        ImmutableArray<BoxEntry> box = Box("a", "b", "c", "d");
        var draws = Enumerable.Range(0, 4000).Select(seed => Pick(PresentationMode.SingleRandom, box, seed: (ulong)seed)).CountBy(id => id).ToDictionary();
        Assert.HasCount(4, draws);
        Assert.IsTrue(draws.Values.All(count => count is > 850 and < 1150), string.Join(' ', draws));
        Assert.AreEqual(Pick(PresentationMode.SingleRandom, box, seed: 7), Pick(PresentationMode.SingleRandom, box, seed: 7));
    }

    [TestMethod]
    public void All_in_one_presents_all_in_order() => Assert.AreEqual("c,a,b", Pick(PresentationMode.AllInOne, Box("c", "a", "b")));

    [TestMethod]
    [DataRow("07:59", "night")]
    [DataRow("08:00", "morning")]
    [DataRow("11:59", "morning")]
    [DataRow("12:00", "rest", DisplayName = "the slot has ended, what has none fills the time")]
    [DataRow("22:00", "night")]
    [DataRow("00:30", "night", DisplayName = "a slot without end lasts until the next begins, past midnight")]
    public void A_time_slot_box_presents_what_the_time_of_day_says(string clock, string expected)
    {
        ImmutableArray<BoxEntry> box = [new("rest"), new("morning", new(8, 0), new(12, 0)), new("night", new(22, 0))];
        Assert.AreEqual(expected, Pick(PresentationMode.TimeSlot, box, clock: TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestMethod]
    public void Outside_every_slot_a_time_slot_box_presents_nothing() =>
        Assert.AreEqual("", Pick(PresentationMode.TimeSlot, [new("morning", new(8, 0), new(9, 0))]));

    [TestMethod]
    public void A_slot_ends_where_the_next_begins_even_when_the_next_cannot_be_presented()
    {
        ImmutableArray<BoxEntry> all = [new("a", new(8, 0)), new("gone", new(11, 0))];
        Assert.IsEmpty(BoxOrder.Pick(PresentationMode.TimeSlot, [all[0]], all, Noon, 0, 0, 0));
    }

    [TestMethod]
    public void Whatever_the_mode_only_candidates_are_picked_and_each_at_most_once() => Prop.ForAll<byte, byte, int>((count, mode, chance) =>
    {
        ImmutableArray<BoxEntry> box = [.. Enumerable.Range(0, count % 40).Select(i => new BoxEntry($"r{i}"))];
        ImmutableArray<BoxEntry> picked = BoxOrder.Pick((PresentationMode)(mode % 5 + 1), box, box, Noon, Math.Abs((long)chance), (ulong)chance, (ulong)chance);
        return picked.All(box.Contains) && picked.Distinct().Count() == picked.Length && picked.IsEmpty == box.IsEmpty;
    }).CheckSeeded();

    private static ImmutableArray<BoxEntry> Box(params string[] ids) => [.. ids.Select(id => new BoxEntry(id))];

    private static string Pick(PresentationMode mode, ImmutableArray<BoxEntry> box, long turn = 0, ulong seed = 0, TimeOnly? clock = null) =>
        string.Join(',', BoxOrder.Pick(mode, box, box, clock ?? Noon, turn, seed, 42).Select(entry => entry.ResourceId));
}
