using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Relay;

/// <summary>
/// A re-INVITE on its way through. With an offer in it, the copy's 2xx is acknowledged at once; without one the
/// 2xx makes the offer, and the ACK has to wait for the other party's ACK, which brings the answer.
/// </summary>
internal sealed class RelayedInvite : RelayedRequest
{
    private readonly bool _offers;
    private SipRequest? _answeringAck;
    private bool _acknowledged;
    private SipResponse? _success;

    public RelayedInvite(CallContext context, LegDialog from, LegDialog to, ServerTransaction transaction, SipRequest request)
        : base(context, from, to, transaction, request, request.HasSession())
    {
        _offers = request.HasSession();
        from.HasOpenInvite = to.HasOpenInvite = true;
    }

    /// <summary>The party that sent the re-INVITE acknowledged its 2xx.</summary>
    public void OnAck(LegDialog from, SipRequest ack)
    {
        if (from != From || From.Accepted is not { } accepted || accepted.Transaction != Transaction || !accepted.IsAcknowledgedBy(ack)) return;
        From.Accepted = null;
        if (accepted.CarriesOffer) From.Exchange.TryReceiveAnswer();
        From.PeerSession = SessionBody.Of(ack) ?? From.PeerSession;
        Acknowledge(ack);
        Close();
    }

    public void OnCancelled(ServerTransaction transaction, SipRequest cancel)
    {
        if (transaction == Transaction && _success is null) Context.Emit(new CallEffect.SendCancel(Number, cancel.Value(HeaderId.Reason)));
    }

    public override void OnUnanswered(Unanswered reason)
    {
        if (_success is not null) return;
        base.OnUnanswered(reason);
        Close();
    }

    public override void End()
    {
        if (_success is null) Answer(SipStatus.RequestTerminated);
        else Acknowledge(null);
        From.Accepted = null;
        Close();
    }

    protected override void OnFinal(SipResponse response)
    {
        if (!response.Status.IsSuccess)
        {
            if (_success is not null) return;
            base.OnFinal(response);
            Close();
        }
        else if (_success is not null || IsOver)
        {
            // Repeated because our ACK got lost, or too late to matter
            if (_acknowledged) SendAck();
            else if (IsOver) AcknowledgeLate(response);
        }
        else
        {
            OnSuccess(response);
        }
    }

    private void OnSuccess(SipResponse response)
    {
        _success = response;
        To.Dialog.RefreshTarget(response);
        Agree(response);
        bool makesOffer = !_offers && response.HasSession();
        if (_offers)
        {
            SettleOffers(response);
        }
        else if (makesOffer)
        {
            To.PeerSession = SessionBody.Of(response) ?? To.PeerSession;
            To.Exchange.ReceiveOffer();
            From.Exchange.TrySendOffer();
        }

        if (!makesOffer) Acknowledge(null);
        SipResponse relayed = Relayed(response);
        SuccessRetransmission retransmission = new(Context.Options.T1, Context.Options.T2, Context.Now);
        From.Accepted = new AcceptedInvite(Transaction, relayed, retransmission, makesOffer);
        Context.Respond(Transaction, relayed);
    }

    private void Acknowledge(SipRequest? ack)
    {
        if (_acknowledged || _success is null) return;
        _acknowledged = true;
        if (To.Exchange.State is OfferAnswerState.RemoteOffer && ack is not null && ack.HasSession())
        {
            To.Exchange.TrySendAnswer();
            _answeringAck = ack;
        }

        SendAck();
    }

    private void SendAck()
    {
        SipRequestBuilder builder = To.Dialog.CreateAck(CopyCSeq).CopyAuthorization(Request);
        if (_answeringAck is not null) builder.RelayBody(_answeringAck, To.Session);
        Context.SendAck(builder, To.Dialog);
    }

    private void AcknowledgeLate(SipResponse response)
    {
        _success = response;
        Acknowledge(null);
    }

    private void Close()
    {
        From.HasOpenInvite = To.HasOpenInvite = false;
        IsOver = true;
    }
}
