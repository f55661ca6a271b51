namespace Cmr.Sip.Trust;

/// <summary>One entry of <c>Sip:Trust:Peers</c>. Where several of its conditions are set, a peer must meet them all.</summary>
internal sealed class TrustedPeerOptions
{
    /// <summary>Name in logs and figures. Default: what the peer is recognised by.</summary>
    public string? Label { get; init; }

    /// <summary>IP address, or a range such as <c>10.1.0.0/16</c> or <c>2001:db8::/32</c>. Over UDP an address is worth what the network's filters against forged ones are worth.</summary>
    public string? Address { get; init; }

    /// <summary>Name that the peer proves by its certificate (RFC 5922 §7.3), such as <c>core.operator.example</c>; no wildcards.</summary>
    public string? TlsName { get; init; }

    /// <summary>Address of ours that messages of this peer come in at, out of <c>Sip:Address</c> and <c>Sip:MoreAddresses</c>. Default any.</summary>
    public string? Listener { get; init; }
}
