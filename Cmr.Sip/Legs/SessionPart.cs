namespace Cmr.Sip.Legs;

/// <summary>What the body of a message means to the offer/answer exchange.</summary>
internal enum SessionPart
{
    /// <summary>There is no session description, or it says nothing new.</summary>
    None,

    /// <summary>An offer.</summary>
    Offer,

    /// <summary>The answer to the peer's offer.</summary>
    Answer,
}
