using Cmr.Persistence.Profiles;
using Cmr.Tests.Support;
using FsCheck;

namespace Cmr.Tests.Persistence;

[TestClass]
public sealed class InvalidatingCacheTests
{
    [TestMethod]
    public void Nothing_is_kept_before_notifications_arrive_or_after_they_are_lost()
    {
        InvalidatingCache<int> cache = new(10);
        Assert.IsFalse(cache.Put("a", 1, cache.Stamp));
        cache.Resume();
        Assert.IsTrue(cache.Put("a", 1, cache.Stamp));
        cache.Pause();
        Assert.IsFalse(cache.TryGet("a", out _));
        Assert.IsFalse(cache.Put("a", 1, cache.Stamp));
    }

    [TestMethod]
    public void A_value_read_before_its_invalidation_is_not_kept()
    {
        InvalidatingCache<int> cache = Running();
        long before = cache.Stamp;
        cache.Invalidate("a");
        Assert.IsFalse(cache.Put("a", 1, before), "the value may be older than the notification");
        Assert.IsTrue(cache.Put("b", 2, before), "another key is not concerned");
        Assert.IsTrue(cache.Put("a", 3, cache.Stamp), "read after the notification");
    }

    [TestMethod]
    public void A_value_read_before_a_reconnection_is_not_kept()
    {
        InvalidatingCache<int> cache = Running();
        long before = cache.Stamp;
        cache.Pause();
        cache.Resume();
        Assert.IsFalse(cache.Put("a", 1, before));
    }

    [TestMethod]
    public void A_reader_slower_than_the_memory_of_invalidations_keeps_nothing()
    {
        InvalidatingCache<int> cache = Running();
        long before = cache.Stamp;
        for (int i = 0; i < 5000; i++)
            cache.Invalidate($"other-{i}");
        Assert.IsFalse(cache.Put("a", 1, before));
        Assert.IsTrue(cache.Put("a", 1, cache.Stamp));
    }

    [TestMethod]
    public void The_least_recently_used_value_makes_room()
    {
        InvalidatingCache<int> cache = Running(capacity: 2);
        cache.Put("a", 1, cache.Stamp);
        cache.Put("b", 2, cache.Stamp);
        Assert.IsTrue(cache.TryGet("a", out _));
        cache.Put("c", 3, cache.Stamp);
        Assert.IsFalse(cache.TryGet("b", out _));
        Assert.IsTrue(cache.TryGet("a", out _));
        Assert.AreEqual(2, cache.Count);
    }

    [TestMethod]
    public void No_sequence_of_changes_and_slow_reads_leaves_a_stale_value() =>
        Prop.ForAll<byte[]>(steps =>
        {
            // The truth is a version per key; a change bumps it and, later, its notification arrives; a read takes the version now and puts it later
            InvalidatingCache<int> cache = Running(capacity: 3);
            int[] truth = new int[4];
            Queue<int> notifications = new();
            List<(int Key, int Value, long Stamp)> reads = [];
            foreach (byte step in steps)
            {
                int key = step & 3;
                switch ((step >> 2) % 5)
                {
                    case 0:
                        truth[key]++;
                        notifications.Enqueue(key);
                        break;
                    case 1 when notifications.Count > 0:
                        cache.Invalidate($"{notifications.Dequeue()}");
                        break;
                    case 2:
                        reads.Add((key, truth[key], cache.Stamp));
                        break;
                    case 3 when reads.Count > 0:
                        (int readKey, int value, long stamp) = reads[step % reads.Count];
                        cache.Put($"{readKey}", value, stamp);
                        break;
                    case 4 when step > 240:
                        notifications.Clear();
                        cache.Pause();
                        cache.Resume();
                        break;
                }
            }
            while (notifications.TryDequeue(out int late))
                cache.Invalidate($"{late}");
            return Enumerable.Range(0, 4).All(key => !cache.TryGet($"{key}", out int kept) || kept == truth[key]);
        }).CheckSeeded(cases: 3000, endSize: 200);

    private static InvalidatingCache<int> Running(int capacity = 10)
    {
        InvalidatingCache<int> cache = new(capacity);
        cache.Resume();
        return cache;
    }
}
