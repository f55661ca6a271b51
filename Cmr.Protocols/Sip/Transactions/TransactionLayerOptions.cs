using Cmr.Protocols.Sip.Uris;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Settings of one transaction layer.</summary>
public sealed record TransactionLayerOptions
{
    /// <summary>Host and port written into Via; where peers send responses. Responses with another sent-by are dropped.</summary>
    public required HostPort SentBy { get; init; }

    /// <summary>Timer values.</summary>
    public SipTimerOptions Timers { get; init; } = new();

    /// <summary>Server transactions at most; further requests are answered with a stateless 503. Default 100 000, about 300 MB.</summary>
    public int MaxServerTransactions { get; init; } = 100_000;
}
