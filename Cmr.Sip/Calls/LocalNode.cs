using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Calls;

/// <summary>How this node names itself in messages.</summary>
internal sealed class LocalNode
{
    private readonly IReadOnlyList<LocalAddress> _addresses;

    public LocalNode(IPEndPoint address)
        : this([new LocalAddress(address.Address, address.Port)])
    {
    }

    /// <summary>A node at several addresses; the first is the one it goes by.</summary>
    public LocalNode(IReadOnlyList<LocalAddress> addresses)
    {
        _addresses = addresses;
        LocalAddress first = addresses[0];
        Address = new IPEndPoint(first.Address, first.Port);
        Host = first.Host;
        SentBy = first.SentBy(SipTransport.Udp);
        Contact = $"<sip:{SentBy}>";
        OtherNames =
        [
            .. from address in addresses
               from transport in Enum.GetValues<SipTransport>()
               let name = new SentByName(transport, address.Address.AddressFamily is AddressFamily.InterNetworkV6, address.SentBy(transport))
               where name.SentBy != SentBy || name.IsIPv6 != (first.Address.AddressFamily is AddressFamily.InterNetworkV6)
               select name,
        ];
    }

    /// <summary>The address it goes by.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Address as it stands in URIs.</summary>
    public string Host { get; }

    /// <summary>sent-by of our Via.</summary>
    public HostPort SentBy { get; }

    /// <summary>sent-by towards peers that <see cref="SentBy"/> does not fit.</summary>
    public IReadOnlyList<SentByName> OtherNames { get; }

    /// <summary>Contact without parameters.</summary>
    public Utf8Text Contact { get; }

    /// <summary>There is a certificate and a port for TLS.</summary>
    public bool HasTls => _addresses.Any(address => address.TlsPort is not null);

    /// <summary>Whether peers of this family can be reached.</summary>
    public bool Reaches(AddressFamily family) => _addresses.Any(address => address.Address.AddressFamily == family);

    /// <summary>Contact towards a peer: the address and port that it talks to, and the transport where it is not UDP.</summary>
    /// <param name="peer">The other end of the leg.</param>
    /// <param name="secure">The dialog has to stay within TLS (RFC 3261 §12.1.1).</param>
    public Utf8Text ContactTowards(SipEndpoint peer, bool secure)
    {
        LocalAddress address = peer.Listener < _addresses.Count && _addresses[peer.Listener].Address.AddressFamily == peer.Address.AddressFamily
            ? _addresses[peer.Listener]
            : _addresses.FirstOrDefault(one => one.Address.AddressFamily == peer.Address.AddressFamily) ?? _addresses[0];
        HostPort sentBy = address.SentBy(peer.Transport);
        return (peer.Transport, secure) switch
        {
            (SipTransport.Udp, _) => $"<sip:{sentBy}>",
            (SipTransport.Tls, true) => $"<sips:{sentBy}>",
            (SipTransport.Tls, false) => $"<sip:{sentBy};transport=tls>",
            _ => $"<sip:{sentBy};transport=tcp>",
        };
    }

    /// <summary>Whether a URI names this node: its address with our port, or without one where ours is the default.</summary>
    public bool IsNamedBy(AnyUri uri) =>
        uri.TryGetSip(out SipUri sip)
        && sip.HostPort.TryGetAddress(out IPAddress? host)
        && host is not null
        && IsAt(host, sip.Port ?? (sip.IsSecure ? 5061 : 5060));

    /// <summary>Whether this is one of our own addresses; the unspecified address reaches us too.</summary>
    public bool IsAt(IPAddress host, int port) => _addresses.Any(address => address.IsAt(host, port));

    /// <summary>Whether a request may be sent there: not to many at once, and to somebody in particular.</summary>
    public static bool IsUnicast(IPAddress host) =>
        !host.Equals(IPAddress.Any) && !host.Equals(IPAddress.IPv6Any) && !host.Equals(IPAddress.Broadcast) && !host.IsIPv6Multicast
        && !(host.AddressFamily is AddressFamily.InterNetwork && host.GetAddressBytes()[0] >= 224);
}
