namespace Cmr.Protocols.Sip.Transactions;

/// <summary>How messages travel.</summary>
public enum SipTransport : byte
{
    /// <summary>Datagrams; the transaction layer retransmits.</summary>
    Udp,

    /// <summary>Stream.</summary>
    Tcp,

    /// <summary>Stream over TLS.</summary>
    Tls,
}
