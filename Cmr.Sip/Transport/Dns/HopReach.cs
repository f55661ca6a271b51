using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Transport.Dns;

/// <summary>What this node can reach.</summary>
/// <param name="IPv4">It has an IPv4 address.</param>
/// <param name="IPv6">It has an IPv6 address.</param>
/// <param name="Tls">It has TLS.</param>
internal sealed record HopReach(bool IPv4, bool IPv6, bool Tls)
{
    /// <summary>Transports in our order of preference.</summary>
    /// <param name="secure">TLS or nothing.</param>
    public IEnumerable<SipTransport> Transports(bool secure)
    {
        if (!secure) yield return SipTransport.Udp;
        if (!secure) yield return SipTransport.Tcp;
        if (Tls) yield return SipTransport.Tls;
    }
}
