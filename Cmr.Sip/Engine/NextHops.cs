using System.Net;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>
/// Where requests go: where a static route says; else the first Route, for a new call the outbound proxy, or the Request-URI (RFC 3261 §8.1.2), and by
/// which transport: the one that the URI names, TLS for <c>sips</c>, UDP for an address, what DNS says for a name (RFC 3263 §4.1).
/// </summary>
internal sealed class NextHops(LocalNode node, SipUri? outboundProxy, IReadOnlyList<StaticRoute> routes)
{
    public NextHop Of(HopWish wish)
    {
        bool secure = wish.Uri.TryGetSip(out SipUri sip) && sip.IsSecure;
        foreach (StaticRoute route in routes)
        {
            if (route.Fits(wish)) return Along(route, secure);
        }

        if (wish.IsNewCall && outboundProxy is { } proxy) return Of(proxy, secure || proxy.IsSecure);
        return wish.Uri.TryGetSip(out _) ? Of(sip, secure) : new NextHop.None();
    }

    private NextHop Along(StaticRoute route, bool secure)
    {
        List<NextHop> hops = [];
        NextHop failure = new NextHop.None();
        foreach (SipUri target in route.Targets)
        {
            NextHop hop = Of(target, secure || target.IsSecure);
            if (hop is NextHop.At or NextHop.Named) hops.Add(hop);
            else failure = hop;
        }

        return hops.Count switch { 0 => failure, 1 => hops[0], _ => new NextHop.Listed(hops) };
    }

    private NextHop Of(SipUri uri, bool secure)
    {
        if (!TryGetTransport(uri.Transport, secure, out SipTransport? transport)) return new NextHop.None();
        int? port = uri.Port is > 0 and { } written ? written : null;
        string domain = uri.Host.ToString().ToLowerInvariant();
        if (!uri.HostPort.TryGetAddress(out IPAddress? address) || address is null) return new NextHop.Named(new HopQuery(domain, port, transport, secure));
        SipTransport by = transport ?? SipTransport.Udp;
        SipEndpoint target = new(by, address, port ?? DefaultPort(by)) { Domain = by is SipTransport.Tls ? domain.Trim('[', ']') : null };
        if (!node.Reaches(address.AddressFamily)) return new NextHop.None();
        if (node.IsAt(address, target.Port)) return new NextHop.Loop();
        return LocalNode.IsUnicast(address) ? new NextHop.At(target) : new NextHop.None();
    }

    /// <summary>Port where none is written (RFC 3261 §19.1.2).</summary>
    public static int DefaultPort(SipTransport transport) => transport is SipTransport.Tls ? 5061 : 5060;

    private bool TryGetTransport(Utf8Text token, bool secure, out SipTransport? transport)
    {
        transport = secure ? SipTransport.Tls : null;
        if (token.IsEmpty) return !secure || node.HasTls;
        if (token.EqualsIgnoreCase("udp"u8)) transport = SipTransport.Udp;
        else if (token.EqualsIgnoreCase("tcp"u8)) transport = secure ? SipTransport.Tls : SipTransport.Tcp; // sips over TCP is TLS (RFC 3261 §26.2.2)
        else if (token.EqualsIgnoreCase("tls"u8)) transport = SipTransport.Tls;
        else return false;
        return transport is SipTransport.Tls ? node.HasTls : !secure;
    }
}
