namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>Where the offer/answer exchange of one dialog stands (RFC 6337 §4).</summary>
public enum OfferAnswerState
{
    /// <summary>No offer is open; either side may make one.</summary>
    Stable,

    /// <summary>Our offer waits for the peer's answer.</summary>
    LocalOffer,

    /// <summary>The peer's offer waits for our answer.</summary>
    RemoteOffer,
}
