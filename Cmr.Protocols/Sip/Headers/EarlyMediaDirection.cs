namespace Cmr.Protocols.Sip.Headers;

/// <summary>What a P-Early-Media header authorises, RFC 5009 §8; seen from its sender's side, as in SDP.</summary>
public enum EarlyMediaDirection : byte
{
    /// <summary>No direction parameter; only <c>supported</c> or unknown parameters.</summary>
    None,

    /// <summary>Both directions.</summary>
    SendRecv,

    /// <summary>Backward only: from the called side to the caller.</summary>
    SendOnly,

    /// <summary>Forward only.</summary>
    RecvOnly,

    /// <summary>Neither.</summary>
    Inactive,
}
