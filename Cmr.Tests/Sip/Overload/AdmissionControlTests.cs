using Cmr.Sip.Overload;

namespace Cmr.Tests.Sip.Overload;

/// <summary>The controller in a loop with a node of a known speed: one turned clock, no threads, no chance.</summary>
[TestClass]
public sealed class AdmissionControlTests
{
    private const int Capacity = 1000;
    private static readonly OverloadOptions Options = new();

    [TestMethod]
    public void Below_capacity_everything_is_let_in()
    {
        Loop loop = new();
        loop.Run(TimeSpan.FromSeconds(10), offered: 900);
        Assert.AreEqual(0, loop.Refused);
        Assert.IsNull(loop.Control.PerSecond);
    }

    [TestMethod]
    public void A_burst_that_passes_within_the_interval_is_let_in()
    {
        Loop loop = new();
        loop.Run(TimeSpan.FromSeconds(1), offered: 500);
        loop.Run(TimeSpan.FromMilliseconds(40), offered: 4000); // 160 calls, which take 160 ms
        loop.Run(TimeSpan.FromSeconds(1), offered: 500);
        Assert.AreEqual(0, loop.Refused);
    }

    [TestMethod]
    [DataRow(1.2)]
    [DataRow(2.0)]
    [DataRow(5.0)]
    [DataRow(50.0)]
    public void Above_capacity_what_is_done_stays_at_capacity_and_waiting_stays_short(double load)
    {
        Loop loop = new();
        loop.Run(TimeSpan.FromSeconds(3), offered: load * Capacity);
        loop.Forget();
        loop.Run(TimeSpan.FromSeconds(20), offered: load * Capacity);
        Assert.IsTrue(loop.Done > 0.93 * 20 * Capacity, $"done {loop.Done} of {20 * Capacity}");
        Assert.IsTrue(loop.LongestWait < 2 * Options.MaxDelay, $"waited {loop.LongestWait}");
        Assert.IsTrue(loop.MeanWait < TimeSpan.FromMilliseconds(100), $"waited {loop.MeanWait} in the mean");
    }

    [TestMethod]
    public void When_the_load_falls_the_limit_goes_within_seconds_and_does_not_come_back()
    {
        Loop loop = new();
        loop.Run(TimeSpan.FromSeconds(10), offered: 5 * Capacity);
        loop.Run(TimeSpan.FromSeconds(3), offered: 0.8 * Capacity);
        loop.Forget();
        loop.Run(TimeSpan.FromSeconds(10), offered: 0.8 * Capacity);
        Assert.AreEqual(0, loop.Refused);
        Assert.IsNull(loop.Control.PerSecond);
    }

    [TestMethod]
    public void A_node_that_gets_slower_lets_less_in_and_one_that_recovers_more()
    {
        Loop loop = new();
        loop.Run(TimeSpan.FromSeconds(5), offered: 2 * Capacity);
        loop.Capacity = 100;
        loop.Run(TimeSpan.FromSeconds(6), offered: 2 * Capacity);
        loop.Forget();
        loop.Run(TimeSpan.FromSeconds(10), offered: 2 * Capacity);
        // So slow a node has its least backlog for longer than the wished-for wait, which costs some of it
        Assert.IsTrue(loop.Done > 0.7 * 10 * 100, $"done {loop.Done}");
        Assert.IsTrue(loop.LongestWait < 2.5 * Options.MaxDelay, $"waited {loop.LongestWait}");
        loop.Capacity = Capacity;
        loop.Run(TimeSpan.FromSeconds(6), offered: 2 * Capacity);
        loop.Forget();
        loop.Run(TimeSpan.FromSeconds(10), offered: 2 * Capacity);
        Assert.IsTrue(loop.Done > 0.93 * 10 * Capacity, $"done {loop.Done}");
    }

    [TestMethod]
    public void A_node_that_stands_still_lets_little_in_and_not_nothing()
    {
        Loop loop = new() { Capacity = 0 };
        loop.Run(TimeSpan.FromSeconds(10), offered: Capacity);
        Assert.IsTrue(loop.Waiting < Capacity, $"waiting {loop.Waiting}");
        loop.Capacity = Capacity;
        loop.Run(TimeSpan.FromSeconds(8), offered: 0.5 * Capacity);
        loop.Forget();
        loop.Run(TimeSpan.FromSeconds(5), offered: 0.5 * Capacity);
        Assert.AreEqual(0, loop.Refused);
    }

    [TestMethod]
    public void A_single_message_that_waits_long_is_no_overload()
    {
        AdmissionControl control = new(Options);
        Backlog lone = new(1, TimeSpan.FromSeconds(3), TimeSpan.Zero);
        Assert.IsTrue(control.TryAdmit(TimeSpan.FromSeconds(4), lone));
        control.Taken(isNew: true, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), default);
        Assert.IsTrue(control.TryAdmit(TimeSpan.FromSeconds(5), default));
        Assert.IsNull(control.PerSecond);
    }

    /// <summary>A node that does so many requests a second, and a queue before it.</summary>
    private sealed class Loop
    {
        private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(1);
        private readonly Queue<TimeSpan> _queue = new();
        private TimeSpan _now = TimeSpan.FromSeconds(1);
        private double _toCome;
        private double _toDo;
        private TimeSpan _waited;

        public AdmissionControl Control { get; } = new(Options);

        public double Capacity { get; set; } = AdmissionControlTests.Capacity;

        public int Refused { get; private set; }

        public int Done { get; private set; }

        public int Waiting => _queue.Count;

        public TimeSpan LongestWait { get; private set; }

        public TimeSpan MeanWait => Done == 0 ? TimeSpan.Zero : _waited / Done;

        public void Forget() => (Refused, Done, LongestWait, _waited) = (0, 0, TimeSpan.Zero, TimeSpan.Zero);

        public void Run(TimeSpan time, double offered)
        {
            for (TimeSpan end = _now + time; _now < end; _now += Slice)
            {
                for (_toCome += offered * Slice.TotalSeconds; _toCome >= 1; _toCome--)
                {
                    if (_queue.Count < Options.MaxNewWaiting && Control.TryAdmit(_now, Backlog)) _queue.Enqueue(_now);
                    else Refused++;
                }

                for (_toDo = Math.Min(_toDo + Capacity * Slice.TotalSeconds, Math.Max(1, _queue.Count)); _toDo >= 1 && _queue.TryDequeue(out TimeSpan since); _toDo--)
                {
                    TimeSpan waited = _now - since;
                    Control.Taken(isNew: true, waited, _now, Backlog);
                    Done++;
                    _waited += waited;
                    if (waited > LongestWait) LongestWait = waited;
                }
            }
        }

        private Backlog Backlog => new(_queue.Count, _queue.TryPeek(out TimeSpan since) ? _now - since : TimeSpan.Zero, TimeSpan.Zero);
    }
}
