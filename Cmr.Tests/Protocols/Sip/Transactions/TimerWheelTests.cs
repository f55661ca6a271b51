using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Transactions;

[TestClass]
public sealed class TimerWheelTests
{
    private static readonly SipRequest Options = An.Request(SipMethod.Options).Received().Build();

    [TestMethod]
    [DataRow(100, DisplayName = "all near")]
    [DataRow(50_000, DisplayName = "one turn of the wheel")]
    [DataRow(5_000_000, DisplayName = "far beyond it")]
    public void Random_changes_keep_the_earliest_first_and_the_ended_out(int milliseconds)
    {
        const int seed = 20261121;
        Random random = new(seed);
        List<NonInviteClientTransaction> all = [.. Enumerable.Range(0, 60).Select(_ => New())];
        TimerWheel wheel = new();
        for (int round = 0; round < 6000; round++)
        {
            NonInviteClientTransaction one = all[random.Next(all.Count)];
            TransactionInputKind kind = random.Next(20) == 0 ? TransactionInputKind.TransportError : random.Next(3) == 0 ? TransactionInputKind.Start : TransactionInputKind.TimerE;
            one.Step(new TransactionInput(kind), TimeSpan.FromMilliseconds(random.Next(milliseconds)), []);
            wheel.Update(one);
            if (one.IsTerminated)
            {
                Assert.IsFalse(IsIn(one));
                all.Remove(one);
                all.Add(New());
            }

            TimeSpan? earliest = all.Where(IsIn).Min(other => other.NextDeadline);
            Assert.AreEqual(all.Count(IsIn), wheel.Count);
            if (random.Next(3) == 0) Assert.AreEqual(earliest, wheel.Next, $"seed {seed}, round {round}");
        }
    }

    [TestMethod]
    public void Everything_comes_up_once_and_in_order_over_hours_with_pauses()
    {
        const int seed = 4711;
        Random random = new(seed);
        TimerWheel wheel = new();
        TimeSpan now = TimeSpan.Zero;
        (int added, int fired) = (0, 0);
        for (int round = 0; round < 3000; round++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(100) == 0 ? random.Next(3_600_000) : random.Next(40));
            while (wheel.Next is { } next && next <= now) Fire(next);
            NonInviteServerTransaction one = new(Options, SipEndpoint.Udp(IPAddress.Loopback, 1), new SipTimerOptions());
            one.Step(TransactionInput.Sending(SipResponse.For(Options, SipStatus.Ok).WithToTag("1").Build()), now, []);
            wheel.Update(one);
            added++;
        }

        while (wheel.Next is { } next) Fire(next);
        Assert.AreEqual(added, fired, $"seed {seed}");

        void Fire(TimeSpan due)
        {
            SipTransaction first = wheel.First;
            Assert.AreEqual(due, first.NextDeadline, $"seed {seed}");
            first.Fire(due, []);
            Assert.IsTrue(first.IsTerminated);
            wheel.Update(first);
            fired++;
        }
    }

    private static NonInviteClientTransaction New() => new(Options, SipEndpoint.Udp(IPAddress.Loopback, 1), new SipTimerOptions());

    private static bool IsIn(SipTransaction transaction) => transaction.QueueIndex >= 0 || transaction.WheelSlot >= 0;
}
