using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>A user agent that knows the rules, whatever the weather: what both ends of a call do within their dialogs.</summary>
internal abstract class Party(SimulatedNetwork network, string address, SipEndpoint node, CallPlan plan, Weather weather, bool streams)
    : Phone(network, address, streams ? SipTransport.Tcp : SipTransport.Udp, weather.Timers)
{
    /// <summary>No call lasts longer: what nobody ended ends by itself.</summary>
    private static readonly TimeSpan LongestTalk = TimeSpan.FromMinutes(4);

    public List<PartyDialog> Dialogs { get; } = [];

    /// <summary>The dialog that is up.</summary>
    public PartyDialog? Up => Dialogs.Find(dialog => dialog.IsUp);

    protected SipEndpoint Node { get; } = node.Over(streams ? SipTransport.Tcp : SipTransport.Udp);

    protected CallPlan Plan => plan;

    protected Weather Weather => weather;

    /// <summary>The 2xx was acknowledged: the talk begins.</summary>
    protected void Begin(PartyDialog dialog, bool hangsUp)
    {
        if (dialog.IsAcknowledged) return;
        dialog.IsAcknowledged = true;
        dialog.Confirm();
        if (hangsUp) After(plan.TalkTime, () => HangUp(dialog));
        After(LongestTalk, () => HangUp(dialog));
        for (int i = plan.Random.Next(4); i > 0; i--) After(plan.Within(0, plan.TalkTime.TotalSeconds + 1), () => DoSomething(dialog));
    }

    public void HangUp(PartyDialog dialog)
    {
        if (dialog.IsOver) return;
        dialog.End();
        Send(dialog.Dialog.CreateRequest(SipMethod.Bye), Node);
        if (plan.PracticesMischief) Send(dialog.Dialog.CreateRequest(SipMethod.Bye), Node);
    }

    /// <summary>The peer knows nothing of the dialog any more, or is silent (RFC 5057).</summary>
    protected virtual void Abandon(PartyDialog dialog) => HangUp(dialog);

    protected static SdpDescription? Described(SipMessage message) => message.HasSdp ? PartySession.Read(message.Body) : null;

    /// <summary>Offers something new, in an UPDATE or a re-INVITE.</summary>
    protected void Offer(PartyDialog dialog, SipMethod method, bool late = false)
    {
        if (dialog.IsOver || dialog.Exchange is not OfferAnswerState.Stable || dialog.HasOpenInvite || dialog.Unacknowledged is not null || !dialog.IsSettled) return;
        SipRequestBuilder request = dialog.Dialog.CreateRequest(method).Set(HeaderId.Contact, Contact);
        if (!late)
        {
            request.WithBody("application/sdp", dialog.Session.Offer(plan.Random).ToText());
            dialog.Exchange = OfferAnswerState.LocalOffer;
        }

        dialog.HasOpenInvite = method == SipMethod.Invite;
        Send(request, Node).Tag = dialog;
    }

    protected override void OnEffect(TransactionEffect effect)
    {
        switch (effect)
        {
            case TransactionEffect.RequestReceived received when Find(received.Request) is { } dialog: OnInDialog(dialog, received.Transaction, received.Request); break;
            case TransactionEffect.RequestReceived received: OnOutside(received.Transaction, received.Request); break;
            case TransactionEffect.AckReceived { Ack: var ack } when Find(ack) is { } dialog: OnAck(dialog, ack); break;
            case TransactionEffect.ResponseReceived { Transaction.Tag: PartyDialog dialog } response: OnResponse(dialog, response.Response); break;
            case TransactionEffect.TimedOut { Transaction.Tag: PartyDialog dialog }: Abandon(dialog); break;
            case TransactionEffect.TransportFailed { Transaction: ClientTransaction { Tag: PartyDialog dialog } }: Abandon(dialog); break;
            case TransactionEffect.Cancelled cancelled: OnCancelled(cancelled.Transaction); break;
            default: OnOther(effect); break;
        }
    }

    protected abstract void OnOutside(ServerTransaction transaction, SipRequest request);

    protected abstract void OnOther(TransactionEffect effect);

    protected virtual void OnCancelled(ServerTransaction transaction)
    {
        // A re-INVITE
        if (Find(transaction.Request) is { } dialog) dialog.HasOpenInvite = false;
        Respond(transaction, SipResponse.For(transaction.Request, SipStatus.RequestTerminated).Build());
    }

    protected virtual void OnPrack(PartyDialog dialog, ServerTransaction transaction, SipRequest prack) =>
        Respond(transaction, SipResponse.For(prack, SipStatus.CallOrTransactionDoesNotExist).Build());

    /// <summary>Repeats a 2xx until its ACK, and ends the dialog without one.</summary>
    protected void SendSuccess(PartyDialog dialog, ServerTransaction transaction, SipResponse success)
    {
        dialog.Confirm();
        dialog.Unacknowledged = (transaction, success, new SuccessRetransmission(weather.Timers.T1, weather.Timers.T2, Now));
        Respond(transaction, success);
        AwaitAck(dialog);
    }

    protected virtual void OnAck(PartyDialog dialog, SipRequest ack)
    {
        if (dialog.Unacknowledged is not { } waiting || waiting.Success.CSeq.Number != ack.CSeq.Number) return;
        dialog.Unacknowledged = null;
        dialog.HasOpenInvite = false;
        if (dialog.Exchange is OfferAnswerState.LocalOffer)
        {
            dialog.Session.Remote = Described(ack) ?? dialog.Session.Remote;
            dialog.Exchange = OfferAnswerState.Stable;
        }
    }

    private PartyDialog? Find(SipRequest request) =>
        request.To.Tag.IsEmpty ? null : Dialogs.Find(dialog => dialog.Dialog.Id == DialogId.OfReceived(request));

    private void AwaitAck(PartyDialog dialog)
    {
        if (dialog.Unacknowledged is { } waiting) After(waiting.Retransmission.Deadline - Now, () => RepeatSuccess(dialog));
    }

    private void RepeatSuccess(PartyDialog dialog)
    {
        if (dialog.Unacknowledged is not { } waiting || waiting.Retransmission.Deadline > Now) return;
        if (waiting.Retransmission.Fire(Now, out bool gaveUp)) Respond(waiting.Transaction, waiting.Success);
        if (gaveUp) HangUp(dialog);
        else AwaitAck(dialog);
    }

    private void OnInDialog(PartyDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        if (dialog.IsOver)
        {
            // Both hung up at once
            SipStatus status = request.Method == SipMethod.Bye ? SipStatus.Ok : SipStatus.CallOrTransactionDoesNotExist;
            Respond(transaction, SipResponse.For(request, status).Build());
            return;
        }

        if (!dialog.Dialog.TryAdvance(request))
        {
            Respond(transaction, SipResponse.For(request, SipStatus.ServerInternalError).Build());
            return;
        }

        switch (request.Method.Kind)
        {
            case SipMethodKind.Bye:
                Respond(transaction, SipResponse.For(request, SipStatus.Ok).Build());
                dialog.End();
                break;
            case SipMethodKind.Prack: OnPrack(dialog, transaction, request); break;
            case SipMethodKind.Invite or SipMethodKind.Update: OnOffer(dialog, transaction, request); break;
            default: Respond(transaction, SipResponse.For(request, SipStatus.Ok).Build()); break;
        }
    }

    protected virtual void OnOffer(PartyDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        SdpDescription? offer = Described(request);
        bool invite = request.Method == SipMethod.Invite;
        if ((offer is not null && dialog.Exchange is OfferAnswerState.LocalOffer) || (invite && (dialog.HasOpenInvite || dialog.Unacknowledged is not null || dialog.Exchange is not OfferAnswerState.Stable)))
        {
            Respond(transaction, SipResponse.For(request, SipStatus.RequestPending).Build());
            return;
        }

        if (offer is not null && dialog.Exchange is OfferAnswerState.RemoteOffer)
        {
            Respond(transaction, SipResponse.For(request, SipStatus.ServerInternalError).Set(HeaderId.RetryAfter, "1").Build());
            return;
        }

        dialog.Dialog.RefreshTarget(request);
        dialog.HasOpenInvite |= invite;
        if (offer is not null) dialog.Exchange = OfferAnswerState.RemoteOffer;
        After(plan.Chance(3) ? plan.Within(0, 2) : plan.Within(0, 0.05), () => Answer(dialog, transaction, request, offer));
    }

    private void Answer(PartyDialog dialog, ServerTransaction transaction, SipRequest request, SdpDescription? offer)
    {
        if (dialog.IsOver || transaction.State is not (TransactionState.Proceeding or TransactionState.Trying))
        {
            if (!dialog.IsOver && offer is not null) dialog.Exchange = OfferAnswerState.Stable;
            if (transaction.State is TransactionState.Proceeding or TransactionState.Trying) Respond(transaction, SipResponse.For(request, SipStatus.CallOrTransactionDoesNotExist).Build());
            return;
        }

        bool invite = request.Method == SipMethod.Invite;
        if (plan.Chance(12))
        {
            if (offer is not null) dialog.Exchange = OfferAnswerState.Stable;
            if (invite) dialog.HasOpenInvite = false;
            Respond(transaction, SipResponse.For(request, SipStatus.NotAcceptableHere).Build());
            return;
        }

        SipResponseBuilder ok = SipResponse.For(request, SipStatus.Ok).Set(HeaderId.Contact, Contact);
        if (offer is not null)
        {
            ok.WithBody("application/sdp", dialog.Session.Answer(offer).ToText());
            dialog.Exchange = OfferAnswerState.Stable;
        }
        else if (invite)
        {
            ok.WithBody("application/sdp", dialog.Session.Offer(plan.Random).ToText());
            dialog.Exchange = OfferAnswerState.LocalOffer;
        }

        if (invite) SendSuccess(dialog, transaction, ok.Build());
        else Respond(transaction, ok.Build());
    }

    // A response to a request within a dialog, the first INVITE excepted
    private void OnResponse(PartyDialog dialog, SipResponse response)
    {
        if (response.Status.IsProvisional) return;
        bool invite = response.CSeq.Method == SipMethod.Invite;
        SdpDescription? description = Described(response);
        if (response.Status.IsSuccess && invite && dialog.HasOpenInvite && dialog.Exchange is OfferAnswerState.Stable && description is not null)
        {
            // It made the offer, and the ACK must answer it even if this party hung up meanwhile (RFC 3261 §13.2.2.4)
            dialog.AckSession = (response.CSeq.Number, dialog.Session.Answer(description));
            dialog.HasOpenInvite = false;
            dialog.Exchange = OfferAnswerState.Stable;
        }

        if (response.Status.IsSuccess && invite) AcknowledgeSuccess(dialog, response.CSeq.Number);
        if (response.Status.IsSuccess && description is not null && dialog.Exchange is OfferAnswerState.LocalOffer) dialog.Session.Remote = description;
        if (dialog.IsOver) return;
        if (invite) dialog.HasOpenInvite = false;
        if (invite || response.CSeq.Method == SipMethod.Update || response.CSeq.Method == SipMethod.Prack) dialog.Exchange = OfferAnswerState.Stable;
        if (response.Status == SipStatus.CallOrTransactionDoesNotExist || response.Status == SipStatus.RequestTimeout) Abandon(dialog);
    }

    private void AcknowledgeSuccess(PartyDialog dialog, uint number)
    {
        SipRequestBuilder ack = dialog.Dialog.CreateAck(number);
        if (dialog.AckSession is { } session && session.Number == number) ack.WithBody("application/sdp", session.Answer.ToText());
        Acknowledge(ack, Node);
    }

    private void DoSomething(PartyDialog dialog)
    {
        if (dialog.IsOver) return;
        switch (plan.Random.Next(plan.PracticesMischief ? 9 : 6))
        {
            case 0: Offer(dialog, SipMethod.Update); break;
            case 1 or 2: Offer(dialog, SipMethod.Invite); break;
            case 3: Offer(dialog, SipMethod.Invite, late: true); break;
            case 4: Send(dialog.Dialog.CreateRequest(SipMethod.Info).Set(HeaderId.InfoPackage, "none"), Node); break;
            case 5: Send(dialog.Dialog.CreateRequest(SipMethod.Options), Node); break;
            case 6: Send(dialog.Dialog.CreateRequest(SipMethod.Prack).Set(HeaderId.RAck, "99 99 INVITE"), Node); break;
            case 7: Send(dialog.Dialog.CreateRequest(SipMethod.Info).WithCSeq(0), Node); break;
            default: Acknowledge(dialog.Dialog.CreateAck(4711), Node); break;
        }
    }
}
