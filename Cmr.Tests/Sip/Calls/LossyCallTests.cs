using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Hundreds of calls over a network that loses, doubles and reorders, each with its own plan; whatever happens, nothing is left behind.</summary>
[TestClass]
public sealed class LossyCallTests
{
    private const int CallsPerRun = 25;

    public static IEnumerable<object[]> Runs =>
        from seed in Enumerable.Range(1, 24)
        select new object[] { seed, (seed % 4) switch { 0 => 0.0, 1 => 0.05, 2 => 0.15, _ => 0.3 } };

    [TestMethod]
    [DynamicData(nameof(Runs))]
    public void Every_call_ends_cleanly(int seed, double loss)
    {
        Console.WriteLine($"seed {seed}, loss {loss}");
        SimulatedNetwork network = new(seed) { Loss = loss, Duplication = loss / 2, Latency = TimeSpan.FromMilliseconds(15), Jitter = TimeSpan.FromMilliseconds(40) };
        SimulatedNode node = new(network);
        Random random = new(seed);
        List<(CallerPhone Ann, CalledPhone Bob)> calls = [.. Enumerable.Range(0, CallsPerRun).Select(index => Plan(network, node, random, index))];
        network.RunUntilIdle(TimeSpan.FromMinutes(30));

        Assert.IsEmpty(node.Faults, string.Join('\n', node.Faults));
        Assert.AreEqual(0, node.Engine.CallCount, $"machines left, seed {seed}");
        Assert.AreEqual(0, node.Engine.TransactionCount, $"transactions left, seed {seed}");
        Assert.IsNull(node.Engine.NextDeadline, $"timers left, seed {seed}");
        Assert.IsEmpty(node.Media.Open, $"media sessions left, seed {seed}");
        Assert.AreEqual((int)node.Engine.Counters.CallsStarted, node.Reports.Count, "one record for each call");
        foreach ((CallerPhone ann, CalledPhone bob) in calls) CallInvariants.Assert(network, ann, bob);
        if (loss == 0) Assert.IsTrue(calls.Count(call => call.Ann.Final?.Status.Code == 200) >= CallsPerRun / 3, $"too few answered, seed {seed}");
    }

    private static (CallerPhone Ann, CalledPhone Bob) Plan(SimulatedNetwork network, SimulatedNode node, Random random, int index)
    {
        CallerPhone ann = new(network, $"10.1.0.{index + 1}", node.Endpoint);
        CalledPhone bob = new(network, $"10.2.0.{index + 1}", node.Endpoint);
        TimeSpan Within(double from, double to) => TimeSpan.FromSeconds(from + (random.NextDouble() * (to - from)));
        if (random.Next(4) == 0) ann.EarlyMedia = null;
        if (random.Next(6) == 0) ann.Supported = null;
        if (random.Next(12) == 0) ann.Offer = null;
        if (random.Next(10) == 0) ann.UpdateAnswers.Enqueue(491);
        if (random.Next(12) == 0) ann.UpdateAnswers.Enqueue(488);
        ann.TalkTime = random.Next(3) == 0 ? null : Within(0, 6);
        bool reliable = random.Next(2) == 0 && ann.Supported is not null;
        bool early = random.Next(2) == 0;
        TimeSpan answer = Within(0.2, 8);
        int fate = random.Next(10);
        TimeSpan hangUp = Within(0.1, 6);
        bob.React = phone =>
        {
            if (random.Next(3) == 0) phone.Ring(183, Within(0.02, 0.2), reliable, early ? phone.Describe() : null);
            phone.Ring(180, Within(0.1, 0.5), reliable);
            if (fate < 7) phone.Answer(answer, phone.Describe());
            else if (fate == 7) phone.Refuse(answer, 486);
            // fate 8: silence until somebody gives up; 9: the caller gives up
            if (ann.TalkTime is null) phone.After(answer + hangUp, () =>
            {
                if (phone.HasAck && !phone.SawBye) phone.HangUp();
            });
        };
        ann.After(Within(0, 20), () =>
        {
            ann.Call($"sip:bob@{bob.Address}");
            if (fate == 9) ann.After(hangUp, () =>
            {
                if (ann.Final is null) ann.GiveUp();
            });
            // A phone whose called party never learns of its hang-up gives up by itself
            if (ann.TalkTime is null) ann.After(TimeSpan.FromMinutes(4), ann.HangUp);
        });
        return (ann, bob);
    }
}
