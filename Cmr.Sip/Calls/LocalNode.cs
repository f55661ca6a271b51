using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Calls;

/// <summary>How this node names itself in messages.</summary>
internal sealed class LocalNode
{
    public LocalNode(IPEndPoint address)
    {
        Address = address;
        Host = address.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{address.Address}]" : address.Address.ToString();
        SentBy = new HostPort(Host, address.Port);
        Contact = $"<sip:{SentBy}>";
    }

    /// <summary>The address of the socket.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Address as it stands in URIs.</summary>
    public string Host { get; }

    /// <summary>sent-by of our Via.</summary>
    public HostPort SentBy { get; }

    /// <summary>Contact without parameters.</summary>
    public Utf8Text Contact { get; }

    /// <summary>Whether a URI names this node: its address with our port, or without one where ours is the default.</summary>
    public bool IsNamedBy(AnyUri uri) =>
        uri.TryGetSip(out SipUri sip)
        && sip.HostPort.TryGetAddress(out IPAddress? host)
        && host is not null
        && IsAt(host, sip.Port ?? 5060);

    /// <summary>Whether this is our own address; the unspecified address reaches us too.</summary>
    public bool IsAt(IPAddress host, int port) =>
        Address.Port == port && (Address.Address.Equals(host) || host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any));

    /// <summary>Whether a request may be sent there: not to many at once, and to somebody in particular.</summary>
    public static bool IsUnicast(IPAddress host) =>
        !host.Equals(IPAddress.Any) && !host.Equals(IPAddress.IPv6Any) && !host.Equals(IPAddress.Broadcast) && !host.IsIPv6Multicast
        && !(host.AddressFamily is AddressFamily.InterNetwork && host.GetAddressBytes()[0] >= 224);
}
