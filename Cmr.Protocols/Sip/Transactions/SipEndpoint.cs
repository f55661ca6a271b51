using System.Net;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Where a message comes from or goes to.</summary>
/// <param name="Transport">How it travels.</param>
/// <param name="Address">IP address.</param>
/// <param name="Port">Port, 1–65535.</param>
public readonly record struct SipEndpoint(SipTransport Transport, IPAddress Address, int Port)
{
    /// <summary>Which of our own addresses the message came in at; a response leaves there again. 0, the first one, unless told.</summary>
    public byte Listener { get; init; }

    /// <summary>The name that a TLS peer has proven or must prove to be (RFC 5922 §7.3), in lower case; <see langword="null"/>: none was asked for.</summary>
    public string? Domain { get; init; }

    /// <summary>The transport delivers or reports failure by itself.</summary>
    public bool IsReliable => Transport is not SipTransport.Udp;

    /// <summary>The address is one of IPv6.</summary>
    public bool IsIPv6 => Address.TryWriteBytes(stackalloc byte[16], out int length) && length == 16;

    /// <summary>Transport token of Via.</summary>
    public Utf8Text ViaToken => Transport switch
    {
        SipTransport.Udp => "UDP",
        SipTransport.Tcp => "TCP",
        _ => "TLS",
    };

    /// <summary>A UDP endpoint.</summary>
    public static SipEndpoint Udp(IPAddress address, int port) => new(SipTransport.Udp, address, port);

    /// <summary>A UDP endpoint.</summary>
    public static SipEndpoint Udp(IPEndPoint endPoint) => new(SipTransport.Udp, endPoint.Address, endPoint.Port);

    /// <summary>The same peer over another transport.</summary>
    public SipEndpoint Over(SipTransport transport) => this with { Transport = transport };

    /// <summary>Address and port for a socket.</summary>
    public IPEndPoint ToIPEndPoint() => new(Address, Port);

    /// <summary>Such as <c>udp:127.0.0.1:5060</c>.</summary>
    public override string ToString() => $"{Transport.ToString().ToLowerInvariant()}:{new IPEndPoint(Address, Port)}";
}
