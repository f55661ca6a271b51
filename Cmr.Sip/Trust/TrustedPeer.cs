using System.Globalization;
using System.Net;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Trust;

/// <summary>A peer, or a range of them, of the trust domain.</summary>
/// <param name="Label">Name in logs and figures.</param>
/// <param name="Network">Its addresses; <see langword="null"/>: any.</param>
/// <param name="TlsName">The name it proves, in lower case; <see langword="null"/>: none is needed.</param>
/// <param name="Listener">The number of our address that it talks to; <see langword="null"/>: any.</param>
internal sealed record TrustedPeer(string Label, IPNetwork? Network, string? TlsName, byte? Listener)
{
    /// <summary>Reads an entry of the configuration.</summary>
    /// <exception cref="FormatException">It names nobody, or not in the right form.</exception>
    public static TrustedPeer Of(TrustedPeerOptions options, IReadOnlyList<IPAddress> listeners)
    {
        if (string.IsNullOrWhiteSpace(options.Address) && string.IsNullOrWhiteSpace(options.TlsName)) throw new FormatException("Sip:Trust:Peers: an entry needs an Address or a TlsName");
        string? name = string.IsNullOrWhiteSpace(options.TlsName) ? null : options.TlsName.Trim().ToLowerInvariant();
        if (name?.Contains('*', StringComparison.Ordinal) is true) throw new FormatException($"Sip:Trust:Peers: {name} has a wildcard, which proves nobody (RFC 5922)");
        IPNetwork? network = string.IsNullOrWhiteSpace(options.Address) ? null : ReadNetwork(options.Address.Trim());
        return new TrustedPeer(options.Label ?? name ?? network.ToString()!, network, name, ReadListener(options.Listener, listeners)); // one of both is there
    }

    /// <summary>Whether a peer is this one, apart from where its message came in.</summary>
    public bool Includes(in SipEndpoint peer) =>
        (Network is not { } network || network.Contains(Plain(peer.Address)))
        && (TlsName is null || (peer.Transport is SipTransport.Tls && string.Equals(peer.Domain, TlsName, StringComparison.OrdinalIgnoreCase)));

    /// <summary>An IPv4 address that a socket of IPv6 shows is that IPv4 address.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPNetwork ReadNetwork(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (IPAddress.TryParse(slash < 0 ? text : text[..slash], out IPAddress? address))
        {
            address = Plain(address);
            int longest = address.GetAddressBytes().Length * 8;
            if (slash < 0) return new IPNetwork(address, longest);
            bool valid = int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length <= longest;
            // 10.1.2.3/16 is a slip of the pen: was one host meant, or all of them?
            if (valid && IPNetwork.TryParse($"{address}/{length}", out IPNetwork network) && network.BaseAddress.Equals(address)) return network;
        }

        throw new FormatException($"Sip:Trust:Peers: {text} is neither an address nor a range of addresses whose first it names");
    }

    private static byte? ReadListener(string? text, IReadOnlyList<IPAddress> listeners)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        for (byte i = 0; i < listeners.Count; i++)
        {
            if (IPAddress.TryParse(text, out IPAddress? address) && listeners[i].Equals(address)) return i;
        }

        throw new FormatException($"Sip:Trust:Peers: {text} is none of the addresses of this node");
    }
}
