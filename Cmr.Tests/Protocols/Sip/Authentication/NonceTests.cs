using System.Text;
using Cmr.Protocols.Sip.Authentication;
using Cmr.Protocols.Text;

namespace Cmr.Tests.Protocols.Sip.Authentication;

/// <summary>Nonces without memory, their counts, and the counting of failures.</summary>
[TestClass]
public sealed class NonceTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly NonceMint _mint = new(new byte[32], Lifetime, new Random(7).NextBytes);

    [TestMethod]
    public void A_nonce_is_good_for_its_client_until_it_is_old()
    {
        Utf8Text nonce = _mint.Make("ann"u8, TimeSpan.FromSeconds(100));
        Assert.AreEqual(NonceState.Fresh, _mint.Judge(nonce, "ann"u8, TimeSpan.FromSeconds(400), out TimeSpan madeAt));
        Assert.AreEqual(TimeSpan.FromSeconds(100), madeAt);
        Assert.AreEqual(NonceState.Expired, _mint.Judge(nonce, "ann"u8, TimeSpan.FromSeconds(401), out _));
        Assert.AreEqual(NonceState.Expired, _mint.Judge(nonce, "ann"u8, TimeSpan.FromSeconds(99), out _), "made in the future");
        Assert.AreEqual(NonceState.Foreign, _mint.Judge(nonce, "eve"u8, TimeSpan.FromSeconds(101), out _));
        Assert.AreEqual(NonceState.Foreign, new NonceMint([.. Enumerable.Repeat((byte)1, 32)], Lifetime, new Random(7).NextBytes).Judge(nonce, "ann"u8, TimeSpan.FromSeconds(101), out _));
    }

    [TestMethod]
    public void No_changed_octet_and_no_other_length_leaves_a_nonce_ours()
    {
        byte[] nonce = _mint.Make("ann"u8, TimeSpan.FromSeconds(100)).Span.ToArray();
        for (int at = 0; at < nonce.Length; at++)
        {
            foreach (char other in "AZaz09-_=+/ \"\0é")
            {
                byte[] changed = [.. nonce];
                changed[at] = (byte)other;
                if (changed.AsSpan().SequenceEqual(nonce)) continue;
                // the last character has bits that stand for nothing; the decoder refuses those that are set
                Assert.AreEqual(NonceState.Foreign, _mint.Judge(new Utf8Text(changed), "ann"u8, TimeSpan.FromSeconds(100), out _), Encoding.Latin1.GetString(changed));
            }

            Assert.AreEqual(NonceState.Foreign, _mint.Judge(new Utf8Text(nonce[..at]), "ann"u8, TimeSpan.FromSeconds(100), out _));
        }

        Assert.AreEqual(NonceState.Foreign, _mint.Judge(new string('A', 60_000), "ann"u8, TimeSpan.FromSeconds(100), out _));
    }

    [TestMethod]
    public void A_count_serves_once_and_may_overtake_others()
    {
        NonceCounts counts = new(10, Lifetime);
        bool Use(uint count) => counts.TryUse("n", TimeSpan.Zero, count, TimeSpan.Zero);
        Assert.IsTrue(Use(1));
        Assert.IsFalse(Use(1));
        Assert.IsTrue(Use(5));
        Assert.IsTrue(Use(3));
        Assert.IsFalse(Use(3));
        Assert.IsFalse(Use(1));
        Assert.IsTrue(Use(2));
        Assert.IsTrue(Use(4));
        Assert.IsTrue(Use(69));
        Assert.IsFalse(Use(5), "used, and still remembered");
        Assert.IsTrue(Use(6));
        Assert.IsTrue(Use(200));
        Assert.IsFalse(Use(135), "too far behind to know");
        Assert.IsTrue(Use(136));
        Assert.IsTrue(Use(uint.MaxValue));
        Assert.IsFalse(Use(uint.MaxValue));
    }

    [TestMethod]
    public void Every_order_of_counts_lets_each_through_once()
    {
        Random random = new(11);
        for (int round = 0; round < 200; round++)
        {
            NonceCounts counts = new(10, Lifetime);
            uint[] order = [.. Enumerable.Range(1, 40).Select(i => (uint)i).OrderBy(_ => random.Next())];
            Assert.IsTrue(order.All(count => counts.TryUse("n", TimeSpan.Zero, count, TimeSpan.Zero)), $"round {round}");
            Assert.IsFalse(order.Any(count => counts.TryUse("n", TimeSpan.Zero, count, TimeSpan.Zero)), $"round {round}");
        }
    }

    [TestMethod]
    public void Memory_is_bounded_and_what_is_forgotten_is_not_usable_again()
    {
        NonceCounts counts = new(100, Lifetime);
        for (int i = 0; i < 1000; i++) Assert.IsTrue(counts.TryUse($"n{i}", TimeSpan.FromSeconds(i / 10.0), 1, TimeSpan.FromSeconds(i / 10.0)));
        Assert.AreEqual(100, counts.Count);
        Assert.IsFalse(counts.TryUse("n5", TimeSpan.FromSeconds(0.5), 1, TimeSpan.FromSeconds(100)), "a replay of a forgotten one");
        Assert.IsFalse(counts.TryUse("n999", TimeSpan.FromSeconds(99.9), 1, TimeSpan.FromSeconds(100)));
        Assert.IsTrue(counts.TryUse("later", TimeSpan.FromSeconds(1000), 1, TimeSpan.FromSeconds(1000)));
        Assert.AreEqual(1, counts.Count, "the others are too old to matter");
    }

    [TestMethod]
    public void Failures_lock_for_a_while_and_take_no_more_places_than_there_are()
    {
        LoginFailures<string> failures = new(limit: 3, TimeSpan.FromMinutes(5), capacity: 50);
        for (int i = 0; i < 3; i++)
        {
            Assert.IsFalse(failures.IsLocked("ann", TimeSpan.Zero));
            failures.Note("ann", TimeSpan.Zero);
        }

        Assert.IsTrue(failures.IsLocked("ann", TimeSpan.FromMinutes(4)));
        Assert.IsFalse(failures.IsLocked("ann", TimeSpan.FromMinutes(5)));
        Assert.IsFalse(failures.IsLocked("bob", TimeSpan.Zero));
        failures.Forget("ann");
        for (int i = 0; i < 10_000; i++) failures.Note($"guess {i}", TimeSpan.FromSeconds(i / 100.0));
        Assert.IsLessThanOrEqualTo(50, failures.Count);
        for (int i = 0; i < 3; i++) failures.Note("eve", TimeSpan.FromSeconds(200));
        Assert.IsTrue(failures.IsLocked("eve", TimeSpan.FromSeconds(200)));
        failures.Note("eve", TimeSpan.FromMinutes(60));
        Assert.IsFalse(failures.IsLocked("eve", TimeSpan.FromMinutes(60)), "a new count began");
    }
}
