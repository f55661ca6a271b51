namespace Cmr.Media.Playout;

/// <summary>Whether RTP follows the address that the peer's own RTP comes from (RFC 4961), for peers behind address translation. Never before playing, so never before there is an answer.</summary>
internal enum SymmetricLatch
{
    /// <summary>RTP goes where the SDP says.</summary>
    Off,

    /// <summary>Another port of the address in the SDP is followed, once. Somebody elsewhere cannot divert the stream.</summary>
    SameAddress,

    /// <summary>Any address of the same family is followed, once. Needed for peers behind translation, at the risk that a stranger is first.</summary>
    AnyAddress,
}
