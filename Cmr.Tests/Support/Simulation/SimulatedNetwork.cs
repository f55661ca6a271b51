using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Support.Simulation;

/// <summary>
/// Datagrams between sans-IO hosts with seeded loss, duplication, delay and reordering, on a clock that jumps from event to event.
/// The same seed and hosts give the same run.
/// </summary>
internal sealed class SimulatedNetwork(int seed)
{
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<SimulatedDatagram, (TimeSpan At, long Order)> _inFlight = new();
    private readonly Dictionary<SipEndpoint, (ISimulatedHost Host, SimulatedPort Port)> _hosts = [];
    private long _order;

    public int Seed => seed;

    public TimeSpan Now { get; private set; }

    /// <summary>Probability of loss, 0 to 1.</summary>
    public double Loss { get; set; }

    /// <summary>Probability that a datagram arrives twice.</summary>
    public double Duplication { get; set; }

    /// <summary>One-way delay.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Random addition to the delay; larger than the gap between two datagrams, it reorders them.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>Decides over single datagrams: <see langword="true"/> loses it. Overrides nothing else.</summary>
    public Func<SimulatedDatagram, bool> Drop { get; set; } = _ => false;

    /// <summary>All datagrams sent, in order.</summary>
    public List<SimulatedDatagram> Trace { get; } = [];

    public SimulatedPort Add(ISimulatedHost host)
    {
        SimulatedPort port = new(this, host.Endpoint);
        _hosts.Add(host.Endpoint, (host, port));
        return port;
    }

    public void Send(SipEndpoint source, SipEndpoint destination, ReadOnlyMemory<byte> bytes)
    {
        int copies = _random.NextDouble() < Loss ? 0 : _random.NextDouble() < Duplication ? 2 : 1;
        SimulatedDatagram datagram = new(Now, source, destination, bytes.ToArray(), copies);
        datagram = Drop(datagram) ? datagram with { Copies = 0 } : datagram;
        Trace.Add(datagram);
        for (int copy = 0; copy < datagram.Copies; copy++)
        {
            _inFlight.Enqueue(datagram, (Now + Latency + (_random.NextDouble() * Jitter), _order++));
        }
    }

    /// <summary>Runs until nothing is in flight and no host waits for anything.</summary>
    public void RunUntilIdle(TimeSpan? limit = null) => Run(() => false, limit ?? TimeSpan.FromMinutes(10), idleIsEnd: true);

    /// <summary>Runs until <paramref name="done"/> says so; fails when the network goes idle or simulated time runs out before.</summary>
    public void RunUntil(Func<bool> done, TimeSpan? limit = null) => Run(done, limit ?? TimeSpan.FromMinutes(10), idleIsEnd: false);

    /// <summary>Lets simulated time pass.</summary>
    public void RunFor(TimeSpan duration)
    {
        TimeSpan end = Now + duration;
        while (NextEvent() <= end)
        {
            Step();
        }

        Now = end;
    }

    private void Run(Func<bool> done, TimeSpan limit, bool idleIsEnd)
    {
        TimeSpan end = Now + limit;
        for (int events = 0; !done(); events++)
        {
            if (NextEvent() is not { } next)
            {
                Assert.IsTrue(idleIsEnd, $"the network went idle too early, seed {seed}\n{Describe()}");
                return;
            }

            Assert.IsTrue(next <= end && events < 1_000_000, $"no end by {next} after {events} events, seed {seed}\n{Describe()}");
            Step();
        }
    }

    private string Describe() => string.Join('\n', Trace.TakeLast(60));

    private TimeSpan? NextEvent()
    {
        TimeSpan? next = _inFlight.TryPeek(out _, out (TimeSpan At, long Order) first) ? first.At : null;
        foreach ((ISimulatedHost host, _) in _hosts.Values)
        {
            next = host.NextDeadline is { } deadline && !(next <= deadline) ? deadline : next;
        }

        return next is { } at && at < Now ? Now : next;
    }

    private void Step()
    {
        Now = NextEvent() ?? Now;
        if (_inFlight.TryPeek(out SimulatedDatagram? datagram, out (TimeSpan At, long Order) priority) && priority.At <= Now)
        {
            _inFlight.Dequeue();
            if (_hosts.TryGetValue(datagram.Destination, out (ISimulatedHost Host, SimulatedPort Port) receiver))
            {
                receiver.Host.Receive(datagram.Bytes, datagram.Source, receiver.Port);
            }

            return;
        }

        foreach ((ISimulatedHost host, SimulatedPort port) in _hosts.Values)
        {
            if (host.NextDeadline <= Now)
            {
                host.Fire(port);
                return;
            }
        }
    }
}
