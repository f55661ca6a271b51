using System.Globalization;
using System.Net;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Tracing;

/// <summary>Peers at an address or in a range, on any port or on one.</summary>
/// <param name="Network">Range; one address is a range too.</param>
/// <param name="Port">Port; <see langword="null"/>: any.</param>
internal sealed record PeerFilter(IPNetwork Network, int? Port)
{
    public bool Matches(in SipEndpoint peer) => Network.Contains(peer.Address) && (Port is null || peer.Port == Port);

    /// <summary>Reads <c>10.0.0.1</c>, <c>10.0.0.0/8</c>, <c>10.0.0.1:5060</c>, <c>2001:db8::/32</c> or <c>[::1]:5060</c>.</summary>
    public static PeerFilter? TryRead(string text)
    {
        if (IPNetwork.TryParse(text, out IPNetwork network)) return new PeerFilter(network, null);
        if (IPAddress.TryParse(text, out IPAddress? address)) return Of(address, null);
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= ushort.MaxValue;
        return hasPort && IPAddress.TryParse(text.AsSpan(0, colon), out address) ? Of(address, int.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture)) : null;
    }

    private static PeerFilter Of(IPAddress address, int? port) => new(new IPNetwork(address, address.GetAddressBytes().Length * 8), port);
}
