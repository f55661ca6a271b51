using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Transport.Tls;

namespace Cmr.Sip.Trust;

/// <summary>Says whether a peer is of the trust domain. Immutable, so any thread may ask; a look-up costs no allocation.</summary>
internal sealed class PeerTrust
{
    private static readonly TrustedPeer OnThisMachine = new("loopback", null, null, null);
    private static readonly TrustedPeer Anybody = new("anybody", null, null, null);
    private readonly ImmutableArray<TrustedPeer> _peers;
    private readonly ImmutableArray<string> _names;
    private readonly bool _loopback;

    /// <summary>Reads the configuration.</summary>
    /// <param name="options">Who is trusted.</param>
    /// <param name="listeners">Our own addresses, by the numbers of <see cref="SipEndpoint.Listener"/>.</param>
    /// <exception cref="FormatException">An entry cannot be read.</exception>
    public PeerTrust(TrustOptions options, IReadOnlyList<IPAddress> listeners)
    {
        _peers = [.. options.Peers.Select(peer => TrustedPeer.Of(peer, listeners))];
        _names = [.. _peers.Select(peer => peer.TlsName).OfType<string>().Distinct()];
        _loopback = options.Loopback;
    }

    private PeerTrust(TrustedPeer peer) => (_peers, _names) = ([peer], []);

    /// <summary>Everybody is of the trust domain: a network of its own, such as a simulated one.</summary>
    public static PeerTrust Everybody { get; } = new(Anybody);

    /// <summary>Some peers are known by the name in their certificate, so clients are asked for one.</summary>
    public bool KnowsNames => _names.Length > 0;

    /// <summary>The trusted peer that a message came from; <see langword="null"/> when its sender is not trusted.</summary>
    public TrustedPeer? Of(in SipEndpoint source)
    {
        foreach (TrustedPeer peer in _peers)
        {
            if ((peer.Listener is null || peer.Listener == source.Listener) && peer.Includes(source)) return peer;
        }

        return IsOnThisMachine(source) ? OnThisMachine : null;
    }

    /// <summary>The trusted peer that a message goes to; <see langword="null"/> when it leaves the trust domain.</summary>
    public TrustedPeer? Towards(in SipEndpoint destination)
    {
        foreach (TrustedPeer peer in _peers)
        {
            if (peer.Includes(destination)) return peer;
        }

        return IsOnThisMachine(destination) ? OnThisMachine : null;
    }

    /// <summary>The name of a trusted peer that a verified certificate proves; <see langword="null"/> when it proves none.</summary>
    public string? NameProvenBy(X509Certificate2 certificate)
    {
        foreach (string name in _names)
        {
            if (PeerIdentity.Proves(certificate, name)) return name;
        }

        return null;
    }

    private bool IsOnThisMachine(in SipEndpoint peer) => _loopback && IPAddress.IsLoopback(TrustedPeer.Plain(peer.Address));
}
