using System.Globalization;
using Cmr.Sip.Partitions;

namespace Cmr.Tests.Sip.Partitions;

[TestClass]
public sealed class TurnCounterTests
{
    [TestMethod]
    public void Each_subscriber_has_turns_of_its_own()
    {
        TurnCounter turns = new(capacity: 10);
        Assert.AreEqual(0, turns.Peek("a"));
        turns.Advance("a");
        turns.Advance("a");
        turns.Advance("b");
        Assert.AreEqual("2 1 0", $"{turns.Peek("a")} {turns.Peek("b")} {turns.Peek("c")}");
    }

    [TestMethod]
    public void Who_is_called_often_is_remembered_and_who_was_not_for_long_begins_anew()
    {
        TurnCounter turns = new(capacity: 10);
        turns.Advance("rare");
        for (int i = 0; i < 100; i++)
        {
            turns.Advance("often");
            turns.Advance(i.ToString(CultureInfo.InvariantCulture));
        }
        Assert.AreEqual(100, turns.Peek("often"));
        Assert.AreEqual(0, turns.Peek("rare"));
    }
}
