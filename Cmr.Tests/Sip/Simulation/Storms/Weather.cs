using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>What the network and the node go through in one storm; all of it follows from the seed.</summary>
internal sealed record Weather
{
    public required double Loss { get; init; }

    public required double Duplication { get; init; }

    public required TimeSpan Latency { get; init; }

    public required TimeSpan Jitter { get; init; }

    /// <summary>Times at which the process dies and comes back empty.</summary>
    public required IReadOnlyList<TimeSpan> Restarts { get; init; }

    /// <summary>Calls whose phones are cut off for some seconds, or whose connections break: share of all.</summary>
    public required double Cuts { get; init; }

    /// <summary>When the node stops taking calls; <see langword="null"/>: never.</summary>
    public required TimeSpan? DrainsAt { get; init; }

    /// <summary>Share of the phones that use TCP.</summary>
    public required double Streams { get; init; }

    /// <summary>Timers of the node and its peers.</summary>
    public required SipTimerOptions Timers { get; init; }

    public required TimeSpan NoAnswer { get; init; }

    /// <summary>Nothing is lost or broken, so every message arrives once and within a moment.</summary>
    public bool IsCalm => Loss == 0 && Cuts == 0 && Restarts.Count == 0 && DrainsAt is null;

    public static Weather Of(int seed)
    {
        Random random = new(seed);
        double loss = (seed % 6) switch { 0 or 1 => 0, 2 => 0.02, 3 => 0.1, 4 => 0.2, _ => 0.3 };
        bool quick = random.Next(5) == 0;
        return new Weather
        {
            Loss = loss,
            Duplication = seed % 6 == 0 ? 0 : random.NextDouble() * 0.2,
            Latency = TimeSpan.FromMilliseconds(random.Next(2, 40)),
            Jitter = TimeSpan.FromMilliseconds(seed % 6 == 0 ? 1 : random.Next(1, 150)),
            Restarts = seed % 7 == 3 ? [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => TimeSpan.FromSeconds(1 + (random.NextDouble() * 40)))] : [],
            Cuts = seed % 5 == 2 ? 0.4 : 0,
            DrainsAt = seed % 11 == 5 ? TimeSpan.FromSeconds(5 + (random.NextDouble() * 25)) : null,
            Streams = (seed % 3) switch { 0 => 0, 1 => 0.25, _ => 0.5 },
            Timers = quick
                ? new SipTimerOptions { T1 = TimeSpan.FromMilliseconds(250), T2 = TimeSpan.FromSeconds(2), T4 = TimeSpan.FromSeconds(2.5) }
                : new SipTimerOptions(),
            NoAnswer = TimeSpan.FromSeconds(random.Next(10, 120)),
        };
    }

    public override string ToString() =>
        $"loss {Loss:P0}, duplicates {Duplication:P0}, {Latency.TotalMilliseconds} + {Jitter.TotalMilliseconds} ms, {Restarts.Count} restarts, cuts {Cuts:P0}, drains {DrainsAt?.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) ?? "never"}, TCP {Streams:P0}, T1 {Timers.T1.TotalMilliseconds} ms";
}
