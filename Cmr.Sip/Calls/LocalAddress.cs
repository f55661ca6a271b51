using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Sip.Calls;

/// <summary>One address that this node listens at.</summary>
/// <param name="Address">IP address of the sockets.</param>
/// <param name="Port">Port of UDP and TCP.</param>
/// <param name="TlsPort">Port of TLS; <see langword="null"/>: not listening.</param>
internal sealed record LocalAddress(IPAddress Address, int Port, int? TlsPort = null)
{
    /// <summary>The address that peers reach it at, where a translator stands between; the sockets' own unless told.</summary>
    public IPAddress Reachable { get; init; } = Address;

    /// <summary>The address as it stands in URIs.</summary>
    public string Host => Reachable.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{Reachable}]" : Reachable.ToString();

    /// <summary>sent-by of Via (RFC 3261 §18.1.1) for requests over a transport.</summary>
    public HostPort SentBy(SipTransport transport) => new(Host, transport is SipTransport.Tls && TlsPort is { } port ? port : Port);

    /// <summary>Whether this is us; the unspecified address reaches us too.</summary>
    public bool IsAt(IPAddress host, int port) =>
        (port == Port || port == TlsPort) && (Address.Equals(host) || Reachable.Equals(host) || host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any));
}
