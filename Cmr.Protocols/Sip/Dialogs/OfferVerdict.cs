namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>What happens to an offer of the peer (RFC 3311 §5.2, RFC 6337 §4.3).</summary>
public enum OfferVerdict
{
    /// <summary>It may be answered.</summary>
    Accepted,

    /// <summary>Glare: our own offer is open. 491 Request Pending.</summary>
    RequestPending,

    /// <summary>An earlier offer of the peer is unanswered. 500 with Retry-After 0-10.</summary>
    TryLater,
}
