using System.Net;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Where a message comes from or goes to.</summary>
/// <param name="Transport">How it travels.</param>
/// <param name="Address">IP address.</param>
/// <param name="Port">Port, 1–65535.</param>
public readonly record struct SipEndpoint(SipTransport Transport, IPAddress Address, int Port)
{
    /// <summary>The transport delivers or reports failure by itself.</summary>
    public bool IsReliable => Transport is not SipTransport.Udp;

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

    /// <summary>Address and port for a socket.</summary>
    public IPEndPoint ToIPEndPoint() => new(Address, Port);

    /// <summary>Such as <c>udp:127.0.0.1:5060</c>.</summary>
    public override string ToString() => $"{Transport.ToString().ToLowerInvariant()}:{new IPEndPoint(Address, Port)}";
}
