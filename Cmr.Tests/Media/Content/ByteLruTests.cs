using Cmr.Media.Content;

namespace Cmr.Tests.Media.Content;

[TestClass]
public sealed class ByteLruTests
{
    [TestMethod]
    public void What_was_used_longest_ago_goes_first()
    {
        var lru = new ByteLru<int>(10);
        lru.Put("a", 1, 4);
        lru.Put("b", 2, 4);
        Assert.IsTrue(lru.TryGet("a", out _));

        CollectionAssert.AreEqual(new[] { "b" }, lru.Put("c", 3, 4).ToArray());
        Assert.IsTrue(lru.TryGet("a", out int a));
        Assert.AreEqual(1, a);
        Assert.IsFalse(lru.TryGet("b", out _));
        Assert.AreEqual(8, lru.Size);
    }

    [TestMethod]
    public void Replacing_a_value_counts_its_size_once()
    {
        var lru = new ByteLru<int>(10);
        lru.Put("a", 1, 9);

        Assert.IsEmpty(lru.Put("a", 2, 8));
        Assert.AreEqual(8, lru.Size);
    }

    [TestMethod]
    public void A_value_larger_than_everything_allowed_goes_at_once()
    {
        var lru = new ByteLru<int>(10);
        lru.Put("a", 1, 5);

        CollectionAssert.AreEqual(new[] { "a", "b" }, lru.Put("b", 2, 11).ToArray());
        Assert.AreEqual(0, lru.Size);
    }

    [TestMethod]
    public void Random_use_never_exceeds_the_capacity()
    {
        const int Seed = 3;
        var random = new Random(Seed);
        var lru = new ByteLru<int>(1000);
        for (int round = 0; round < 10_000; round++)
        {
            string key = random.Next(50).ToString(System.Globalization.CultureInfo.InvariantCulture);
            switch (random.Next(3))
            {
                case 0:
                    lru.Put(key, round, random.Next(1, 400));
                    break;
                case 1:
                    lru.TryGet(key, out _);
                    break;
                default:
                    lru.Remove(key);
                    break;
            }

            Assert.IsTrue(lru.Size is >= 0 and <= 1000, $"{lru.Size}, seed {Seed}, round {round}");
        }
    }
}
