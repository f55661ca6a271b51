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
    private readonly Func<IPAddress, IPAddress?>? _sourceTowards;

    public LocalNode(IPEndPoint address)
        : this([new LocalAddress(address.Address, address.Port)])
    {
    }

    /// <summary>A node at several addresses; the first is the one it goes by.</summary>
    /// <param name="addresses">Where it listens.</param>
    /// <param name="sourceTowards">The address that the system's routing table has packets to a peer leave from; asked only where there is a choice.</param>
    public LocalNode(IReadOnlyList<LocalAddress> addresses, Func<IPAddress, IPAddress?>? sourceTowards = null)
    {
        _addresses = addresses;
        _sourceTowards = sourceTowards;
        LocalAddress first = addresses[0];
        Address = new IPEndPoint(first.Reachable, first.Port);
        Host = first.Host;
        SentBy = first.SentBy(SipTransport.Udp);
        Contact = $"<sip:{SentBy}>";
        OtherNames =
        [
            .. from entry in addresses.Index()
               from transport in Enum.GetValues<SipTransport>()
               select new SentByName(transport, entry.Item.Address.AddressFamily is AddressFamily.InterNetworkV6, entry.Item.SentBy(transport)) { Listener = (byte)entry.Index },
        ];
    }

    /// <summary>The address it goes by.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Address as it stands in URIs.</summary>
    public string Host { get; }

    /// <summary>sent-by of our Via.</summary>
    public HostPort SentBy { get; }

    /// <summary>sent-by of each address by transport.</summary>
    public IReadOnlyList<SentByName> OtherNames { get; }

    /// <summary>Contact without parameters.</summary>
    public Utf8Text Contact { get; }

    /// <summary>There is a certificate and a port for TLS.</summary>
    public bool HasTls => _addresses.Any(address => address.TlsPort is not null);

    /// <summary>Whether peers of this family can be reached.</summary>
    public bool Reaches(AddressFamily family) => _addresses.Any(address => address.Address.AddressFamily == family);

    /// <summary>There is a choice of addresses to send from.</summary>
    public bool HasSeveralAddresses => _addresses.Count > 1;

    /// <summary>Which of our addresses a message to a peer leaves from.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="known">The one that the peer knows us by; taken where it fits.</param>
    public byte ListenerTowards(IPAddress peer, byte? known)
    {
        if (_addresses.Count == 1) return 0;
        if (known is { } listener && listener < _addresses.Count && Fits(listener, peer)) return listener;
        byte[] fitting = [.. Enumerable.Range(0, _addresses.Count).Select(index => (byte)index).Where(index => Fits(index, peer))];
        if (fitting.Length > 1 && _sourceTowards?.Invoke(peer) is { } source)
        {
            foreach (byte index in fitting)
            {
                if (_addresses[index].Address.Equals(source)) return index;
            }
        }

        return fitting.Length > 0 ? fitting[0] : (byte)0;
    }

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

    private bool Fits(byte listener, IPAddress peer) => _addresses[listener].Address.AddressFamily == peer.AddressFamily;

    /// <summary>Whether a request may be sent there: not to many at once, and to somebody in particular.</summary>
    public static bool IsUnicast(IPAddress host) =>
        !host.Equals(IPAddress.Any) && !host.Equals(IPAddress.IPv6Any) && !host.Equals(IPAddress.Broadcast) && !host.IsIPv6Multicast
        && !(host.AddressFamily is AddressFamily.InterNetwork && host.GetAddressBytes()[0] >= 224);
}
