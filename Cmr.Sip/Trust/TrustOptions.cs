namespace Cmr.Sip.Trust;

/// <summary>Section <c>Sip:Trust</c>: who belongs to our trust domain (RFC 3325 §2.3), and what everybody else may do.</summary>
internal sealed class TrustOptions
{
    /// <summary>Peers of the trust domain: their asserted identities, early media, charging headers and CMR-Control are believed, and they get ours. Default none.</summary>
    public IReadOnlyList<TrustedPeerOptions> Peers { get; init; } = [];

    /// <summary>
    /// Peers at loopback addresses are of the trust domain, whatever <see cref="Peers"/> says. Default true: who runs on this machine could as well read its memory,
    /// and a node in its default configuration listens there only.
    /// </summary>
    public bool Loopback { get; init; } = true;

    /// <summary>What becomes of a call from anybody else. Default: challenged when there is a <c>Sip:Authentication:UsersFile</c>, else rejected: a relay that is open to all is an invitation to fraud.</summary>
    public UntrustedCallers? UntrustedCallers { get; init; }

    /// <summary>
    /// A caller that a trusted peer sends without P-Asserted-Identity is who From says, for choosing what is presented. Default true: in networks without
    /// asserted identities the peer vouches for From. From of an untrusted peer is never believed.
    /// </summary>
    public bool BelieveFrom { get; init; } = true;
}
