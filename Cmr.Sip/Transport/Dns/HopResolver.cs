using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Dns;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Partitions;

namespace Cmr.Sip.Transport.Dns;

/// <summary>Finds the targets of a request by RFC 3263 §4: NAPTR, then SRV, then addresses, as far as the URI leaves it open.</summary>
/// <param name="client">Look-ups.</param>
/// <param name="reach">Address families and transports that we have.</param>
/// <param name="options">Patience.</param>
/// <param name="work">Keeps what runs.</param>
/// <param name="draw">A number from 0 to its argument, both included.</param>
/// <param name="time">Time.</param>
internal sealed class HopResolver(DnsClient client, HopReach reach, DnsOptions options, BackgroundWork work, Func<int, int> draw, TimeProvider time)
{
    private const int MaxTargets = 16;

    /// <summary>Asks; the reply comes on any thread, empty when the name leads nowhere. Never throws.</summary>
    public void Resolve(HopQuery query, Action<IReadOnlyList<SipEndpoint>> reply) => work.Run(() => ResolveAsync(query, reply));

    private async Task ResolveAsync(HopQuery query, Action<IReadOnlyList<SipEndpoint>> reply)
    {
        List<SipEndpoint> targets = [];
        try
        {
            using CancellationTokenSource patience = new(options.Patience, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, work.Stopping);
            await FindAsync(query, targets, either.Token);
        }
        catch (OperationCanceledException)
        {
            // What was found until now has to do
        }

        reply([.. targets.Distinct().Take(MaxTargets)]);
    }

    private async Task FindAsync(HopQuery query, List<SipEndpoint> targets, CancellationToken cancellationToken)
    {
        SipTransport usual = query.Transport ?? (query.IsSecure ? SipTransport.Tls : SipTransport.Udp);
        // Names without a dot, such as localhost, are none of the public tree
        bool isPublic = query.Host.Contains('.', StringComparison.Ordinal);
        bool isDenied = false;
        if (query.Port is null && isPublic)
        {
            if (query.Transport is null) await FindPointersAsync(query, targets, cancellationToken);
            if (targets.Count == 0)
            {
                IEnumerable<SipTransport> candidates = query.Transport is { } asked ? [asked] : reach.Transports(query.IsSecure);
                foreach (SipTransport transport in candidates) isDenied |= !await FindServicesAsync(query, ServiceName(query.Host, transport), transport, targets, cancellationToken);
            }
        }

        if (targets.Count == 0 && !isDenied) await FindAddressesAsync(query, query.Host, usual, query.Port ?? NextHops.DefaultPort(usual), targets, cancellationToken);
    }

    private async Task FindPointersAsync(HopQuery query, List<SipEndpoint> targets, CancellationToken cancellationToken)
    {
        IReadOnlyList<DnsRecord> records = await client.LookUpAsync(query.Host, DnsRecordType.Naptr, cancellationToken) ?? [];
        foreach (DnsRecord.Pointer pointer in records.OfType<DnsRecord.Pointer>().OrderBy(record => record.Order).ThenBy(record => record.Preference))
        {
            bool usable = TransportOf(pointer.Services) is { } transport && reach.Transports(query.IsSecure).Contains(transport);
            if (!usable || targets.Count >= MaxTargets || pointer.Replacement.Length == 0) continue;
            SipTransport by = TransportOf(pointer.Services)!.Value; // usable ones have one
            if (pointer.Flags.Equals("s", StringComparison.OrdinalIgnoreCase)) await FindServicesAsync(query, pointer.Replacement, by, targets, cancellationToken);
            else if (pointer.Flags.Equals("a", StringComparison.OrdinalIgnoreCase)) await FindAddressesAsync(query, pointer.Replacement, by, NextHops.DefaultPort(by), targets, cancellationToken);
        }
    }

    // False when the domain says that it has no such service at all: a target of "." (RFC 2782). Then its addresses are not for SIP either
    private async Task<bool> FindServicesAsync(HopQuery query, string name, SipTransport transport, List<SipEndpoint> targets, CancellationToken cancellationToken)
    {
        IReadOnlyList<DnsRecord> records = await client.LookUpAsync(name, DnsRecordType.Srv, cancellationToken) ?? [];
        if (records is [DnsRecord.Service { Target.Length: 0 }]) return false;
        foreach (DnsRecord.Service service in ServiceOrder.Of(records.OfType<DnsRecord.Service>(), draw))
        {
            if (targets.Count >= MaxTargets) return true;
            if (service.Target.Length > 0 && service.Port > 0) await FindAddressesAsync(query, service.Target, transport, service.Port, targets, cancellationToken);
        }

        return true;
    }

    private async Task FindAddressesAsync(HopQuery query, string host, SipTransport transport, int port, List<SipEndpoint> targets, CancellationToken cancellationToken)
    {
        List<IPAddress> addresses = [];
        bool isPublic = host.Contains('.', StringComparison.Ordinal);
        if (reach.IPv6 && isPublic) addresses.AddRange(await AddressesAsync(host, DnsRecordType.Aaaa, cancellationToken));
        if (reach.IPv4 && isPublic) addresses.AddRange(await AddressesAsync(host, DnsRecordType.A, cancellationToken));
        if (addresses.Count == 0) addresses.AddRange(await AskSystemAsync(host, cancellationToken));
        // The name that a TLS peer must prove is the one in the URI, not the one that DNS, which can be forged, led to (RFC 5922 §7.1)
        foreach (IPAddress address in addresses) targets.Add(new SipEndpoint(transport, address, port) { Domain = transport is SipTransport.Tls ? query.Host : null });
    }

    private async Task<IEnumerable<IPAddress>> AddressesAsync(string host, DnsRecordType type, CancellationToken cancellationToken) =>
        (await client.LookUpAsync(host, type, cancellationToken) ?? []).OfType<DnsRecord.Address>().Select(record => record.Value);

    // Names of /etc/hosts and of local search lists are known to the system alone
    private async Task<IEnumerable<IPAddress>> AskSystemAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] found = await System.Net.Dns.GetHostAddressesAsync(host, cancellationToken);
            return found.Where(address => address.AddressFamily is AddressFamily.InterNetworkV6 ? reach.IPv6 : reach.IPv4);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return [];
        }
    }

    private static string ServiceName(string host, SipTransport transport) => transport switch
    {
        SipTransport.Udp => $"_sip._udp.{host}",
        SipTransport.Tcp => $"_sip._tcp.{host}",
        _ => $"_sips._tcp.{host}",
    };

    private static SipTransport? TransportOf(string services) => services.ToUpperInvariant() switch
    {
        "SIP+D2U" => SipTransport.Udp,
        "SIP+D2T" => SipTransport.Tcp,
        "SIPS+D2T" => SipTransport.Tls,
        _ => null,
    };
}
