using System.Net;
using Cmr.Sip.Overload;

namespace Cmr.Tests.Sip.Overload;

[TestClass]
public sealed class SourceTableTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(7, 16).Select(i => (byte)i)];

    [TestMethod]
    public void A_source_has_its_burst_and_then_its_rate()
    {
        SourceTable table = Table(perSecond: 100);
        Assert.AreEqual(200, Taken(table, 1, 1000, At(0)));
        Assert.AreEqual(0, Taken(table, 1, 1000, At(0)));
        Assert.AreEqual(50, Taken(table, 1, 1000, At(0.5)));
        Assert.AreEqual(200, Taken(table, 1, 1000, At(60)));
        Assert.AreEqual(200, Taken(table, 2, 1000, At(60)), "another source has its own");
    }

    [TestMethod]
    public void No_limit_is_no_limit()
    {
        SourceTable table = Table(perSecond: 0);
        Assert.AreEqual(100_000, Taken(table, 1, 100_000, At(0)));
        Assert.IsTrue(table.Charge(1, 1_000_000, At(0)));
    }

    [TestMethod]
    public void Who_sends_rubbish_falls_into_debt_which_has_a_bound()
    {
        SourceTable table = Table(perSecond: 100);
        for (int i = 0; i < 1000; i++) table.Charge(1, 10, At(0));
        Assert.IsFalse(table.TryTake(1, 1, At(1.9)));
        Assert.IsTrue(table.TryTake(1, 1, At(2.1)), "a source that stops is heard again after at most twice the burst");
    }

    [TestMethod]
    public void Made_up_addresses_neither_free_a_source_of_its_limit_nor_lock_others_out()
    {
        SourceTable table = Table(perSecond: 1000, capacity: 1024);
        Assert.AreEqual(2000, Taken(table, 1, 3000, At(0)));
        // A hundred thousand addresses send one message each within a second: far more than there are places
        int offender = 0;
        int wellBehaved = 0;
        for (int i = 0; i < 100_000; i++)
        {
            TimeSpan now = At(1e-5 * i);
            table.TryTake((ulong)i + 1_000_000, 1, now);
            if (i % 10 == 0 && table.TryTake(1, 1, now)) offender++;
            if (i % 2000 == 0 && table.TryTake(2, 1, now)) wellBehaved++;
        }

        Assert.IsTrue(offender is >= 990 and <= 1001, $"the offender had {offender} in that second, its rate is 1000");
        Assert.AreEqual(50, wellBehaved);    }

    [TestMethod]
    public void Busy_sources_keep_their_places_and_newcomers_share_one()
    {
        SourceTable table = Table(perSecond: 10, capacity: 8);
        for (ulong source = 1; source <= 8; source++) Assert.AreEqual(20, Taken(table, source, 20, At(0)));
        Assert.AreEqual(20, Taken(table, 9, 30, At(0)) + Taken(table, 10, 30, At(0)));
        for (ulong source = 1; source <= 8; source++) Assert.IsFalse(table.TryTake(source, 1, At(0)), "nobody lost the place that holds the limit");
        Assert.AreEqual(20, Taken(table, 9, 30, At(10)), "later there is a place");
        Assert.AreEqual(20, Taken(table, 10, 30, At(10)));
    }

    [TestMethod]
    public void A_source_is_an_IPv4_address_or_an_IPv6_network()
    {
        Assert.AreEqual(KeyOf("192.0.2.1"), KeyOf("::ffff:192.0.2.1"));
        Assert.AreNotEqual(KeyOf("192.0.2.1"), KeyOf("192.0.2.2"));
        Assert.AreEqual(KeyOf("2001:db8:1:2::1"), KeyOf("2001:db8:1:2:ffff::9"));
        Assert.AreNotEqual(KeyOf("2001:db8:1:2::1"), KeyOf("2001:db8:1:3::1"));
        Assert.AreNotEqual(0UL, KeyOf("::1"));
        Assert.AreNotEqual(0UL, KeyOf("0.0.0.0"));
    }

    private static ulong KeyOf(string address) => SourceGuard.KeyOf(IPAddress.Parse(address));

    private static SourceTable Table(int perSecond, int capacity = 65_536) => new(perSecond, TimeSpan.FromSeconds(2), capacity, Key);

    private static int Taken(SourceTable table, ulong source, int tries, TimeSpan now) => Enumerable.Range(0, tries).Count(_ => table.TryTake(source, 1, now));

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(1000 + seconds);
}
