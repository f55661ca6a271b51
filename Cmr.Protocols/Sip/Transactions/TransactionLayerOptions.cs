using Cmr.Protocols.Sip.Uris;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Settings of one transaction layer.</summary>
public sealed record TransactionLayerOptions
{
    /// <summary>Host and port written into Via; where peers send responses. Responses with another sent-by are dropped.</summary>
    public required HostPort SentBy { get; init; }

    /// <summary>
    /// Names by transport, address family and own address; that of the address a request leaves from is used instead of <see cref="SentBy"/>, else the first
    /// of the family.
    /// </summary>
    public IReadOnlyList<SentByName> OtherNames { get; init; } = [];

    /// <summary>Requests longer than this go over TCP where UDP was asked for (RFC 3261 §18.1.1 says 1300). Default 65 535: never.</summary>
    public int MaxUdpRequestBytes { get; init; } = ushort.MaxValue;

    /// <summary>Timer values.</summary>
    public SipTimerOptions Timers { get; init; } = new();

    /// <summary>Server transactions at most; further requests are answered with a stateless 503. Default 100 000, about 300 MB.</summary>
    public int MaxServerTransactions { get; init; } = 100_000;

    internal HostPort SentByTowards(SipEndpoint destination)
    {
        HostPort? ofFamily = null;
        foreach (SentByName name in OtherNames)
        {
            if (name.Transport != destination.Transport || name.IsIPv6 != destination.IsIPv6)
            {
                continue;
            }

            if (name.Listener == destination.Listener)
            {
                return name.SentBy;
            }

            ofFamily ??= name.SentBy;
        }

        return ofFamily ?? SentBy;
    }

    internal bool IsOurs(HostPort sentBy)
    {
        if (sentBy == SentBy)
        {
            return true;
        }

        foreach (SentByName name in OtherNames)
        {
            if (name.SentBy == sentBy)
            {
                return true;
            }
        }

        return false;
    }
}
