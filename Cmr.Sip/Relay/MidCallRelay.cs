using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Relay;

/// <summary>Carries requests within the call's dialogs from one leg to the other, whatever their method.</summary>
/// <param name="context">The call.</param>
/// <param name="peerLost">Told, with a Reason, when a party answers as if the call did not exist, or not at all.</param>
internal sealed class MidCallRelay(CallContext context, Action<string> peerLost)
{
    // A peer that piles up requests without waiting for answers is told to slow down
    private const int MaxOpen = 32;
    private readonly List<RelayedRequest> _open = [];

    public void Relay(LegDialog from, LegDialog to, ServerTransaction transaction, SipRequest request)
    {
        if (_open.Count >= MaxOpen)
        {
            context.RespondTryLater(transaction, request);
            return;
        }

        bool isInvite = request.Method == SipMethod.Invite;
        bool offers = request.HasSession() && (isInvite || request.Method == SipMethod.Update);
        if (isInvite && (from.HasOpenInvite || to.HasOpenInvite || from.Accepted is not null || to.Accepted is not null))
        {
            context.Respond(transaction, request, SipStatus.RequestPending);
            return;
        }

        // Without an offer it asks for one, and the 2xx could not make it while another one is open (RFC 6337 §4)
        if (isInvite && !offers && (from.Exchange.State is not OfferAnswerState.Stable || to.Exchange.State is not OfferAnswerState.Stable))
        {
            context.RefuseOffer(transaction, request, from.Exchange.State is OfferAnswerState.RemoteOffer ? OfferVerdict.TryLater : OfferVerdict.RequestPending);
            return;
        }

        if (offers && !TryTakeOffer(from, to, transaction, request)) return;
        RelayedRequest relayed = isInvite
            ? new RelayedInvite(context, from, to, transaction, request) { PeerLost = peerLost }
            : new RelayedRequest(context, from, to, transaction, request, offers) { PeerLost = peerLost };
        _open.Add(relayed);
        relayed.Send();
        _open.RemoveAll(entry => entry.IsOver);
    }

    /// <summary>An offer in the caller's PRACK. The called side's 18x was acknowledged at once, so there the offer travels in an UPDATE.</summary>
    public void RelayPrackOffer(CallerDialog from, CalledDialog? to, ServerTransaction transaction, SipRequest prack)
    {
        if (to is not { AllowsUpdate: true })
        {
            context.Respond(transaction, prack, SipStatus.NotAcceptableHere);
            return;
        }

        if (!TryTakeOffer(from, to, transaction, prack)) return;
        RelayedRequest relayed = new(context, from, to, transaction, prack, offers: true) { MethodOfCopy = SipMethod.Update, PeerLost = peerLost };
        _open.Add(relayed);
        relayed.Send();
    }

    /// <summary>An ACK to a re-INVITE.</summary>
    public void OnAck(LegDialog from, SipRequest ack)
    {
        foreach (RelayedRequest entry in _open) (entry as RelayedInvite)?.OnAck(from, ack);
        Prune();
    }

    /// <summary>A re-INVITE was cancelled.</summary>
    public void OnCancelled(ServerTransaction transaction, SipRequest cancel)
    {
        foreach (RelayedRequest entry in _open) (entry as RelayedInvite)?.OnCancelled(transaction, cancel);
    }

    /// <summary>The call ends: nothing stays unanswered.</summary>
    public void End()
    {
        foreach (RelayedRequest entry in _open) entry.End();
        _open.Clear();
    }

    public void Prune() => _open.RemoveAll(entry => entry.IsOver);

    private bool TryTakeOffer(LegDialog from, LegDialog to, ServerTransaction transaction, SipRequest request)
    {
        OfferVerdict verdict = from.Exchange.ReceiveOffer();
        if (verdict is not OfferVerdict.Accepted)
        {
            context.RefuseOffer(transaction, request, verdict);
            return false;
        }

        if (to.Exchange.TrySendOffer()) return true;
        from.Exchange.Withdraw();
        context.Respond(transaction, request, SipStatus.RequestPending);
        return false;
    }
}
