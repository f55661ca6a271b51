using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Sip.Calls;
using Cmr.Sip.Trust;

namespace Cmr.Sip.Engine;

/// <summary>Settings of one engine.</summary>
internal sealed record EngineOptions
{
    public required LocalNode Node { get; init; }

    public CallOptions Calls { get; init; } = new();

    public SipTimerOptions Timers { get; init; } = new();

    /// <summary>Next hop of new calls without a Route; <see langword="null"/>: the Request-URI says it.</summary>
    public SipUri? OutboundProxy { get; init; }

    /// <summary>Whose words are believed, and who may call. Default everybody's; the process sets what is configured.</summary>
    public TrustPolicy Trust { get; init; } = TrustPolicy.Everybody;

    /// <summary>Next hops by domain or number, before all else; the first one that fits counts.</summary>
    public IReadOnlyList<StaticRoute> Routes { get; init; } = [];

    /// <summary>How long one of several targets may stay silent before the next is tried. Default 5 s: four tries over UDP.</summary>
    public TimeSpan FailOverAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests longer than this go over TCP where UDP was asked for (RFC 3261 §18.1.1). Default 65 535: never.</summary>
    public int MaxUdpRequestBytes { get; init; } = ushort.MaxValue;

    /// <summary>Number of this engine among its siblings; it goes into the Call-IDs minted here.</summary>
    public int Partition { get; init; }

    /// <summary>Calls at once in this engine; beyond it new ones get 503.</summary>
    public int MaxCalls { get; init; } = 250_000;

    /// <summary>Requests at once whose transactions live in this engine, most of them answered and kept for repetitions; beyond it new ones get 503.</summary>
    public int MaxTransactions { get; init; } = 500_000;
}
