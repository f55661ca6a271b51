using System.Net;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Support.Simulation;

/// <summary>
/// Messages between sans-IO hosts on a clock that jumps from event to event: datagrams with seeded loss, duplication, delay and reordering;
/// over stream transports nothing of that but delay, until a connection breaks. The same seed and hosts give the same run.
/// </summary>
internal sealed class SimulatedNetwork(int seed)
{
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<SimulatedDatagram, (TimeSpan At, long Order)> _inFlight = new();
    private readonly Dictionary<(IPAddress Address, int Port), (ISimulatedHost Host, SimulatedPort Port)> _hosts = [];
    private readonly Dictionary<(IPAddress From, IPAddress To), TimeSpan> _streams = [];
    private readonly HashSet<SimulatedDatagram> _cutOff = new(ReferenceEqualityComparer.Instance);
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

    /// <summary>No connection between two hosts can be opened or used while this says so.</summary>
    public Func<IPAddress, IPAddress, bool> IsBroken { get; set; } = (_, _) => false;

    /// <summary>Looks at everything that is sent.</summary>
    public Action<SimulatedDatagram> OnSent { get; set; } = _ => { };

    /// <summary>Looks at everything that arrives, before its receiver does.</summary>
    public Action<SimulatedDatagram> OnReceived { get; set; } = _ => { };

    /// <summary>All messages sent, in order.</summary>
    public List<SimulatedDatagram> Trace { get; } = [];

    public SimulatedPort Add(ISimulatedHost host)
    {
        SimulatedPort port = new(this, host.Endpoint);
        _hosts.Add((host.Endpoint.Address, host.Endpoint.Port), (host, port));
        return port;
    }

    /// <returns>False when there is no connection; a datagram always leaves.</returns>
    public bool Send(SipEndpoint source, SipEndpoint destination, ReadOnlyMemory<byte> bytes)
    {
        bool stream = destination.IsReliable;
        if (stream && IsBroken(source.Address, destination.Address)) return false;
        int copies = stream ? 1 : _random.NextDouble() < Loss ? 0 : _random.NextDouble() < Duplication ? 2 : 1;
        SimulatedDatagram datagram = new(Now, source.Over(destination.Transport), destination, bytes.ToArray(), copies);
        datagram = Drop(datagram) ? datagram with { Copies = 0 } : datagram;
        Trace.Add(datagram);
        OnSent(datagram);
        for (int copy = 0; copy < datagram.Copies; copy++)
        {
            TimeSpan arrival = Now + Latency + (_random.NextDouble() * Jitter);
            _inFlight.Enqueue(datagram, (stream ? InOrder(source, destination, arrival) : arrival, _order++));
        }

        return true;
    }

    /// <summary>Breaks the connections of a host: what is under way over them is lost.</summary>
    public void Break(IPAddress host)
    {
        foreach ((SimulatedDatagram datagram, _) in _inFlight.UnorderedItems)
        {
            if (datagram.Destination.IsReliable && (datagram.Source.Address.Equals(host) || datagram.Destination.Address.Equals(host))) _cutOff.Add(datagram);
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
                SimulationFailure.Unless(idleIsEnd, $"the network went idle too early, seed {seed}\n{Describe()}");
                return;
            }

            SimulationFailure.Unless(next <= end && events < 1_000_000, $"no end by {next} after {events} events, seed {seed}\n{Describe()}");
            Step();
        }
    }

    private TimeSpan InOrder(SipEndpoint source, SipEndpoint destination, TimeSpan arrival)
    {
        (IPAddress From, IPAddress To) stream = (source.Address, destination.Address);
        if (_streams.TryGetValue(stream, out TimeSpan last) && last > arrival) arrival = last;
        return _streams[stream] = arrival;
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
            if (!_cutOff.Contains(datagram) && _hosts.TryGetValue((datagram.Destination.Address, datagram.Destination.Port), out (ISimulatedHost Host, SimulatedPort Port) receiver))
            {
                OnReceived(datagram);
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
