using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sdp.OfferAnswer;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;
using Cmr.Sip.Relay;

namespace Cmr.Sip.Legs;

/// <summary>The B-leg up to its ACK: user agent client of the INVITE, with one early dialog per To tag.</summary>
internal sealed class CalledLeg(CallContext context, SipRequest callerInvite, ICalledLegEvents events) : IResponseHandler
{
    // far more than any call needs: 180, 183, a few announcements
    private const int MaxReliableProvisionals = 32;
    // More forks than any real service makes; what comes beyond is not followed up
    private const int MaxForks = 16;
    // An answer is followed up even then, or whoever gave it would wait for an ACK (RFC 3261 §13.2.2.4)
    private const int MaxAnswers = 16;
    // A 422 names the interval that will do; one that keeps asking for more is not worth a call
    private const int MaxInvites = 3;
    private readonly List<CalledDialog> _dialogs = new(1);
    // What all forks have seen: the offer of the INVITE
    private readonly SessionOwnership _session = context.NewSession();
    private Utf8Text _reason;
    private RequestNumber _number;
    private uint _inviteCSeq;
    private SdpDescription? _ackSession;
    private bool _acknowledged;

    public CalledLegState State { get; private set; }

    /// <summary>The dialog that was answered.</summary>
    public CalledDialog? Answered { get; private set; }

    /// <summary>The descriptions that this node sends to the called side. All forks see the same offer, and each its own versions of what follows.</summary>
    public SessionOwnership Session => Answered?.Session ?? _session;

    /// <summary>The INVITE was sent without an offer, so the called side makes it.</summary>
    public bool OffersLate { get; } = !callerInvite.HasSession();

    /// <summary>The session timer of the leg, for all forks.</summary>
    public SessionTimer Timer { get; } = new(context.Options.SessionTimer);

    /// <summary>Call-ID and From tag of our dialogs.</summary>
    public required OutgoingIdentity Identity { get; init; }

    /// <summary>Sends the INVITE; once more, with the next CSeq, when the first asked for too short a session interval (RFC 4028 §7.3).</summary>
    public void Invite()
    {
        SipRequestBuilder invite = OutgoingInvite.From(context, callerInvite, Identity, _session).WithCSeq(++_inviteCSeq).AskForTimer(Timer);
        _number = context.Send(invite, OutgoingInvite.HopOf(context.Node, callerInvite), this);
        State = CalledLegState.Inviting;
    }

    public CalledDialog? Find(Utf8Text localTag, Utf8Text remoteTag) =>
        _dialogs.Find(dialog => dialog.Dialog.Id.LocalTag == localTag && dialog.Dialog.Id.RemoteTag == remoteTag);

    /// <summary>Ends the leg: CANCEL, or BYE after an answer.</summary>
    /// <param name="reason">Value of Reason (RFC 3326); empty for none.</param>
    public void HangUp(Utf8Text reason)
    {
        _reason = reason;
        switch (State)
        {
            case CalledLegState.Idle:
                State = CalledLegState.Over;
                break;
            case CalledLegState.Inviting:
                State = CalledLegState.Cancelling;
                context.Emit(new CallEffect.SendCancel(_number, reason));
                break;
            case CalledLegState.Answered when Answered is { } answered:
                State = CalledLegState.HangingUp;
                Acknowledge(answered, null);
                DialogEnd.SendBye(context, answered, reason, () => State = CalledLegState.Over);
                break;
            default:
                break;
        }
    }

    /// <summary>The party hung up itself.</summary>
    public void Leave() => State = CalledLegState.Over;

    /// <summary>Sends the ACK to the 2xx, once.</summary>
    /// <param name="dialog">The dialog that was answered.</param>
    /// <param name="session">The answer to the offer in the 2xx; <see langword="null"/> when it made none.</param>
    public void Acknowledge(CalledDialog dialog, SdpDescription? session)
    {
        if (_acknowledged) return;
        _acknowledged = true;
        if (session is not null)
        {
            dialog.Exchange.TrySendAnswer();
            _ackSession = dialog.Session.Present(session);
        }

        SendAck(dialog);
    }

    /// <summary>Acknowledges a reliable 18x (RFC 3262 §4).</summary>
    /// <param name="dialog">The dialog of that 18x.</param>
    /// <param name="response">The 18x.</param>
    /// <param name="session">The answer to the offer in it; <see langword="null"/> when it made none.</param>
    public void SendPrack(CalledDialog dialog, SipResponse response, SdpDescription? session)
    {
        dialog.Acknowledged++;
        RAckHeader rack = new(response.RSeq ?? 0, response.CSeq.Number, SipMethod.Invite);
        SipRequestBuilder prack = dialog.Dialog.CreateRequest(SipMethod.Prack).Set(HeaderId.RAck, rack.ToString());
        if (session is not null) dialog.Exchange.TrySendAnswer();
        prack.WithSessions(session is null ? null : dialog.Session.Present(session), EarlyRefusal(dialog, response));

        context.Send(prack, dialog.Dialog, IgnoredResponse.Instance);
    }

    // We hold early sessions with nobody on the called side: an offer of one is answered with all ports 0 (RFC 3959 §4)
    private SdpDescription? EarlyRefusal(CalledDialog dialog, SipResponse response)
    {
        if (SessionBody.EarlyOf(response) is not { } offer) return null;
        dialog.EarlyExchange ??= new OfferAnswerExchange();
        if (dialog.EarlyExchange.ReceiveOffer() is not OfferVerdict.Accepted) return null;
        dialog.EarlyExchange.TrySendAnswer();
        dialog.EarlySession ??= context.NewSession();
        return dialog.EarlySession.Present(SdpAnswer.To(offer, SdpOrigin.Create(0, 0, context.Node.Address.Address), []));
    }

    void IResponseHandler.OnResponse(SipResponse response)
    {
        if (response.Status.IsProvisional) OnProvisional(response);
        else if (response.Status.IsSuccess) OnSuccess(response);
        else OnFailure(response);
    }

    void IResponseHandler.OnUnanswered(Unanswered reason)
    {
        bool expected = State is CalledLegState.Cancelling or CalledLegState.Over;
        if (State is CalledLegState.Answered or CalledLegState.HangingUp) return;
        State = CalledLegState.Over;
        Forget(null);
        if (!expected) events.OnNoResponse(reason);
    }

    /// <summary>Nothing is going on, and no late answer of the INVITE can come any more.</summary>
    /// <param name="invite">What is left of the caller's INVITE.</param>
    public void Rest(SipRequest invite)
    {
        callerInvite = invite;
        _dialogs.RemoveAll(dialog => dialog != Answered);
        _ackSession = null;
        _session.Rest();
        Answered?.Rest();
    }

    /// <summary>Stops caring about the early dialogs.</summary>
    public void Close() => Forget(null);

    private void OnProvisional(SipResponse response)
    {
        if (response.Status == SipStatus.Trying || response.To.Tag.IsEmpty || State is not CalledLegState.Inviting) return;
        if (FindOrOpen(response, MaxForks) is not { } dialog) return;
        bool reliable = response.RSeq is not null && response.Require.Contains("100rel"u8);
        if (reliable && (dialog.Acknowledged >= MaxReliableProvisionals || dialog.Reliability.Receive(response.RSeq ?? 0) is not ReliableReceipt.InOrder)) return;
        if (response.Has(HeaderId.Allow)) dialog.AllowsUpdate = response.Allow.Contains("UPDATE"u8);
        bool offers = TakeSession(dialog, response, reliable);
        if (reliable && !offers) SendPrack(dialog, response, null);
        events.OnProgress(dialog, response, reliable);
    }

    // True when the description is an offer that the PRACK must answer
    private bool TakeSession(CalledDialog dialog, SipResponse response, bool reliable)
    {
        if (!response.HasSession()) return false;
        dialog.PeerSession = SessionBody.Of(response) ?? dialog.PeerSession;
        if (!reliable) return false;
        if (OffersLate && !dialog.Exchange.WasAnswered) return dialog.Exchange.ReceiveOffer() is OfferVerdict.Accepted;
        dialog.Exchange.TryReceiveAnswer();
        return false;
    }

    private void OnSuccess(SipResponse success)
    {
        CalledDialog? dialog = FindOrOpen(success, MaxForks + MaxAnswers);
        if (dialog is null) return;
        if (dialog == Answered && _acknowledged)
        {
            // The 2xx was repeated because the ACK got lost; nothing else happens again
            SendAck(dialog);
            return;
        }

        if (State is CalledLegState.Inviting)
        {
            State = CalledLegState.Answered;
            Answered = dialog;
            dialog.Dialog.Confirm(success);
            dialog.IsConfirmed = true;
            Timer.Agree(Timer.Read(success), context.Now);
            if (success.Has(HeaderId.Allow)) dialog.AllowsUpdate = success.Allow.Contains("UPDATE"u8);
            TakeOffer(dialog, success);
            Forget(dialog);
            events.OnAnswered(dialog, success);
            return;
        }

        if (dialog != Answered) EndLateAnswer(dialog, success);
    }

    // Another fork answered too, or the answer crossed our CANCEL (RFC 3261 §13.2.2.4, §15)
    private void EndLateAnswer(CalledDialog dialog, SipResponse success)
    {
        if (State is CalledLegState.Cancelling) State = CalledLegState.Over;
        dialog.Dialog.Confirm(success);
        TakeOffer(dialog, success);
        SendAck(dialog);
        if (dialog.IsEnding) return;
        dialog.IsEnding = true;
        DialogEnd.SendBye(context, dialog, _reason, static () => { });
    }

    private void OnFailure(SipResponse response)
    {
        if (State is CalledLegState.Answered or CalledLegState.HangingUp or CalledLegState.Over) return;
        bool expected = State is CalledLegState.Cancelling;
        Forget(null);
        if (!expected && response.Status == SipStatus.SessionIntervalTooSmall && _inviteCSeq < MaxInvites && Timer.TryRaise(response))
        {
            _dialogs.Clear();
            Invite();
            return;
        }

        State = CalledLegState.Over;
        if (!expected) events.OnRejected(response);
    }

    private void SendAck(CalledDialog dialog)
    {
        SipRequestBuilder ack = dialog.Dialog.CreateAck(_inviteCSeq).CopyAuthorization(callerInvite);
        if (dialog == Answered && _ackSession is not null) ack.WithSession(_ackSession);
        else if (RefusalIn(dialog) is { } refusal) ack.WithSession(refusal);
        context.SendAck(ack, dialog.Dialog);
    }

    private void TakeOffer(CalledDialog dialog, SipResponse success)
    {
        dialog.PeerSession = SessionBody.Of(success) ?? dialog.PeerSession;
        if (success.HasSession() && OffersLate && !dialog.Exchange.WasAnswered) dialog.Exchange.ReceiveOffer();
        else dialog.Exchange.TryReceiveAnswer();
    }

    // Nobody is left to answer the offer of a 2xx, yet its ACK must: all streams are refused (RFC 3261 §13.2.2.4)
    private SdpDescription? RefusalIn(CalledDialog dialog)
    {
        if (!OffersLate || dialog.Exchange.WasAnswered || dialog.Exchange.State is not OfferAnswerState.RemoteOffer || dialog.PeerSession is not { } offer) return null;
        return dialog.Refusal ??= dialog.Session.Present(SdpAnswer.To(offer, offer.Origin ?? default, []));
    }

    private CalledDialog? FindOrOpen(SipResponse response, int most)
    {
        CalledDialog? known = _dialogs.Find(dialog => dialog.Dialog.Id.RemoteTag == response.To.Tag);
        if (known is not null || _dialogs.Count >= most) return known;
        CalledDialog dialog = new(Dialog.AsClient(response, callerInvite.Uri), _session.Fork(), Timer);
        if (!OffersLate) dialog.Exchange.TrySendOffer();
        _dialogs.Add(dialog);
        context.Emit(new CallEffect.OwnDialog(dialog.Dialog.Id, LegSide.Called));
        return dialog;
    }

    private void Forget(CalledDialog? kept)
    {
        foreach (CalledDialog dialog in _dialogs)
        {
            if (dialog != kept) context.Emit(new CallEffect.DisownDialog(dialog.Dialog.Id));
        }
    }
}
