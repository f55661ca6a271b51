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
        SdpAddress = (address.AddressFamily is AddressFamily.InterNetworkV6 ? "IN IP6 " : "IN IP4 ") + address.Address;
        SentBy = $"{Host}:{address.Port}";
        Contact = $"<sip:{SentBy}>";
    }

    /// <summary>The address of the socket.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Address as it stands in URIs.</summary>
    public string Host { get; }

    /// <summary>nettype, addrtype and address for o= lines (RFC 8866 §5.2).</summary>
    public string SdpAddress { get; }

    /// <summary>sent-by of our Via.</summary>
    public string SentBy { get; }

    /// <summary>Contact without parameters.</summary>
    public Utf8Text Contact { get; }

    /// <summary>Whether a URI names this node: its address with our port, or without one where ours is the default.</summary>
    public bool IsNamedBy(AnyUri uri) =>
        uri.TryGetSip(out SipUri sip)
        && sip.HostPort.TryGetAddress(out IPAddress? host)
        && Address.Address.Equals(host)
        && (sip.Port ?? 5060) == Address.Port;
}
