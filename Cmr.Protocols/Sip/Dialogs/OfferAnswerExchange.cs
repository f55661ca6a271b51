namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>The offer/answer exchange of one dialog: at most one open offer, in one direction (RFC 3264 §4, RFC 6337 §4).</summary>
public sealed class OfferAnswerExchange
{
    /// <summary>Where the exchange stands.</summary>
    public OfferAnswerState State { get; private set; }

    /// <summary>True when at least one offer was answered.</summary>
    public bool WasAnswered { get; private set; }

    /// <summary>Takes an offer of the peer.</summary>
    public OfferVerdict ReceiveOffer()
    {
        switch (State)
        {
            case OfferAnswerState.LocalOffer: return OfferVerdict.RequestPending;
            case OfferAnswerState.RemoteOffer: return OfferVerdict.TryLater;
            default:
                State = OfferAnswerState.RemoteOffer;
                return OfferVerdict.Accepted;
        }
    }

    /// <summary>Makes an offer of our own.</summary>
    /// <returns>False when an offer is open in either direction; nothing may be sent then.</returns>
    public bool TrySendOffer()
    {
        if (State is not OfferAnswerState.Stable) return false;
        State = OfferAnswerState.LocalOffer;
        return true;
    }

    /// <summary>Our answer left, in a message that makes it final.</summary>
    /// <returns>False when the peer has no open offer.</returns>
    public bool TrySendAnswer() => TryClose(OfferAnswerState.RemoteOffer);

    /// <summary>The peer's answer arrived.</summary>
    /// <returns>False when we have no open offer; the description is to be ignored.</returns>
    public bool TryReceiveAnswer() => TryClose(OfferAnswerState.LocalOffer);

    /// <summary>The open offer was refused, or its transaction failed: the session stays as it was (RFC 3311 §5.3).</summary>
    public void Withdraw() => State = OfferAnswerState.Stable;

    private bool TryClose(OfferAnswerState open)
    {
        if (State != open) return false;
        State = OfferAnswerState.Stable;
        WasAnswered = true;
        return true;
    }
}
