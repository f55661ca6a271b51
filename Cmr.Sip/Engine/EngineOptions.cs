using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>Settings of one engine.</summary>
internal sealed record EngineOptions
{
    public required LocalNode Node { get; init; }

    public CallOptions Calls { get; init; } = new();

    public SipTimerOptions Timers { get; init; } = new();

    /// <summary>Next hop of new calls without a Route; <see langword="null"/>: the Request-URI says it.</summary>
    public HostPort? OutboundProxy { get; init; }

    /// <summary>Number of this engine among its siblings; it goes into the Call-IDs minted here.</summary>
    public int Partition { get; init; }

    /// <summary>Calls at once in this engine; beyond it new ones get 503.</summary>
    public int MaxCalls { get; init; } = 50_000;
}
