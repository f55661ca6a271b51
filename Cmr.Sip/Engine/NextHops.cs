using System.Net;
using Cmr.Protocols.Sip.Uris;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>Where requests go: the first Route, else for a new call the outbound proxy, else the Request-URI (RFC 3261 §8.1.2). No NAPTR or SRV look-ups (RFC 3263) yet.</summary>
internal sealed class NextHops(LocalNode node, HostPort? outboundProxy)
{
    private const int DefaultPort = 5060;

    public NextHop Of(HopWish wish) => wish.IsNewCall && outboundProxy is { } proxy ? Of(proxy) : Of(wish.Uri);

    private NextHop Of(AnyUri uri) => uri.TryGetSip(out SipUri sip) && !sip.IsSecure ? Of(sip.HostPort) : new NextHop.None();

    private NextHop Of(HostPort host)
    {
        int port = host.Port is > 0 and { } written ? written : DefaultPort;
        if (!host.TryGetAddress(out IPAddress? address) || address is null) return new NextHop.Named(host.Host.ToString(), port);
        if (address.AddressFamily != node.Address.AddressFamily) return new NextHop.None();
        if (node.IsAt(address, port)) return new NextHop.Loop();
        return LocalNode.IsUnicast(address) ? new NextHop.At(address, port) : new NextHop.None();
    }
}
