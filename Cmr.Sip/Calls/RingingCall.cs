using System.Collections.Immutable;
using Cmr.Domain.Calls;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Legs;
using Cmr.Sip.Presentation;
using Cmr.Sip.Relay;
using Cmr.Sip.Trust;

namespace Cmr.Sip.Calls;

/// <summary>
/// One call: the caller's leg, the called side's leg, and what the caller hears between ringing and answer.
/// A machine without sockets or clock: inputs and the time go in, effects come out in order.
/// </summary>
internal sealed class RingingCall : ICallerLegEvents, ICalledLegEvents, IPresentationEvents
{
    private readonly CallContext _context;
    private readonly CallState _call;
    private readonly ProgressFlow _progress;
    private readonly AnswerFlow _answer;
    private readonly EarlyOffers _earlyOffers;
    private readonly MidCallRelay _relay;
    private readonly SessionFlow _sessions;
    private readonly ChoiceQuestion _question;
    private ChoiceReply? _reply;

    /// <summary>Makes the call of an INVITE; <see cref="Start"/> sets it going.</summary>
    /// <param name="context">Time, identifiers and effects of the call.</param>
    /// <param name="transaction">The INVITE's transaction.</param>
    /// <param name="invite">The INVITE; it has a Contact and no To tag.</param>
    /// <param name="who">The caller, as far as somebody vouches for it.</param>
    /// <param name="calledCallId">Call-ID of the called side's leg.</param>
    public RingingCall(CallContext context, ServerTransaction transaction, SipRequest invite, CallerIdentity who, Utf8Text calledCallId)
    {
        _context = context;
        CallerLeg caller = new(context, transaction, invite, this);
        GatewayEligibility eligibility = GatewayEligibility.Of(invite, caller.Can, context.Options.RequirePem);
        _call = new CallState(context, caller, new CalledLeg(context, invite, this) { Identity = new OutgoingIdentity(calledCallId, context.NextToken()) }, new CallerPresentation(context, eligibility, this));
        _progress = new ProgressFlow(_call);
        _answer = new AnswerFlow(_call);
        _earlyOffers = new EarlyOffers(_call);
        _relay = new MidCallRelay(context, OnPeerLost);
        _sessions = new SessionFlow(_call, _answer.Reoffer, OnPeerLost);
        _question = ChoiceQuestion.Of(invite, who, eligibility.Encodings);
    }

    /// <summary>Call-ID of the called party's leg.</summary>
    public Utf8Text CalledCallId => _call.Called.Identity.CallId;

    /// <summary>The call is settled; what is left are repetitions and late responses.</summary>
    public bool IsReported { get; private set; }

    /// <summary>How far it is.</summary>
    public CallPhase Phase => _call.Phase;

    /// <summary>When <see cref="CallInput.Tick"/> is wanted next.</summary>
    public TimeSpan? Deadline => _call.Deadline;

    /// <summary>Feeds one input.</summary>
    public void Step(CallInput input, TimeSpan now, List<CallEffect> effects)
    {
        _context.BeginTurn(now, effects);
        switch (input)
        {
            case CallInput.Start: Start(); break;
            case CallInput.Request request: OnRequest(request.Side, request.Transaction, request.Message); break;
            case CallInput.Ack ack: OnAck(ack.Side, ack.Message); break;
            case CallInput.Cancelled cancelled: OnCancelled(cancelled.Invite, cancelled.Cancel); break;
            case CallInput.Response response: _context.Deliver(response.Number, response.Message); break;
            case CallInput.Unanswered unanswered: _context.Fail(unanswered.Number, unanswered.Reason); break;
            case CallInput.TransactionEnded ended: _context.Close(ended.Number); break;
            case CallInput.Chosen chosen: OnChosen(chosen.Reply); break;
            case CallInput.Media media: _call.Presentation.OnMedia(media.Event); break;
            case CallInput.StopPresentation stop: OnStop(stop.RequestId); break;
            case CallInput.Tick: OnTick(); break;
            case CallInput.HangUp: HangUp(); break;
            default: break;
        }

        EndTurn();
    }

    private void Start()
    {
        _context.ArmIn(CallTimer.NoAnswer, _context.Options.NoAnswerTimeout);
        _progress.ArmKeepAlive();
        _context.Emit(new CallEffect.Choose(_question));
        _call.Presentation.AwaitChoice();
        _call.Called.Invite();
    }

    private void EndTurn()
    {
        _answer.Continue();
        _relay.Prune();
        if (_call.Phase is CallPhase.Ending && !IsReported)
        {
            IsReported = true;
            _relay.End();
            _answer.Close();
            _context.Emit(new CallEffect.Report(CallSummary.Of(_call, _question, _reply)));
        }

        if (_call.IsAtRest)
        {
            _answer.Rest();
            _call.Rest();
        }

        if (!_call.IsOver) return;
        _call.Caller.Close();
        _call.Called.Close();
        _context.Emit(new CallEffect.End());
    }

    private void OnTick()
    {
        _call.Caller.Fire();
        if (_call.CallerDialog is { } caller) FireAccepted(caller);
        if (_call.Called.Answered is { } called) FireAccepted(called);
        _sessions.Fire();
        while (_context.Timers.TryTakeDue(_context.Now, out CallTimer timer)) OnTimer(timer);
    }

    private void OnTimer(CallTimer timer)
    {
        switch (timer)
        {
            case CallTimer.NoAnswer:
                _call.End(CallOutcome.NoAnswer, "SIP;cause=408;text=\"No answer\"", caller => caller.Reject(SipStatus.TemporarilyUnavailable, "Q.850;cause=19"));
                break;
            case CallTimer.Choosing: _call.Presentation.OnChoosingLate(); break;
            case CallTimer.MediaOpening: _call.Presentation.OnOpeningLate(); break;
            case CallTimer.KeepAlive: _progress.KeepAlive(); break;
            case CallTimer.OfferAgain: _answer.OnOfferAgain(); break;
            default: break;
        }
    }

    private void FireAccepted(LegDialog dialog)
    {
        if (dialog.Accepted is not { } accepted) return;
        if (accepted.Retransmission.Fire(_context.Now, out bool gaveUp)) _context.Respond(accepted.Transaction, accepted.Success);
        if (!gaveUp) return;
        dialog.Accepted = null;
        if (_call.Caller.IsSettled) _call.End(CallOutcome.Failed, "SIP;cause=408;text=\"ACK missing\"", static _ => { });
        else _call.Caller.OnAckMissing();
    }

    private void OnChosen(ChoiceReply? reply)
    {
        _reply = reply;
        if (_call.Phase is CallPhase.Ringing) _call.Presentation.OnChosen(reply?.Choice, reply?.Obstacle);
    }

    // After the answer there is nothing to stop: the presentation has ended with it
    private void OnStop(Guid request)
    {
        bool stopped = _call.Phase is CallPhase.Ringing && _call.Presentation.StopForCaller(_reply?.AfterStop ?? []);
        _context.Emit(new CallEffect.StopAnswered(request, stopped));
        if (stopped && _call.Presentation.IsSilenced) _progress.HandBackRinging();
    }

    private void OnCancelled(ServerTransaction invite, SipRequest cancel)
    {
        if (!_call.Caller.IsAnsweredBy(invite))
        {
            _relay.OnCancelled(invite, cancel);
            return;
        }

        _call.End(CallOutcome.Cancelled, cancel.Value(HeaderId.Reason), static caller => caller.Reject(SipStatus.RequestTerminated));
    }

    private void OnAck(LegSide side, SipRequest ack)
    {
        LegDialog? dialog = side is LegSide.Caller ? _call.CallerDialog : _call.Called.Answered;
        if (dialog is null) return;
        if (dialog is CallerDialog caller && _call.Caller.TryAcknowledge(caller, ack)) return;
        if (!_sessions.TryAcknowledge(dialog, ack)) _relay.OnAck(dialog, ack);
    }

    // Nothing more can be said in that dialog: the other party must not talk to nobody (RFC 5057, RFC 3261 §12.2.1.2)
    private void OnPeerLost(string reason) => _call.End(CallOutcome.Failed, reason, static caller => caller.Reject(SipStatus.ServerInternalError));

    private void OnRequest(LegSide side, ServerTransaction transaction, SipRequest request)
    {
        LegDialog? dialog = side is LegSide.Caller
            ? _call.Caller.Find(request.To.Tag)
            : _call.Called.Find(request.To.Tag, request.From.Tag);
        if (dialog is null || dialog.IsEnding || _call.Phase is CallPhase.Ending)
        {
            // BYEs that cross are both answered; anything else finds no dialog any more
            bool crosses = dialog is not null && request.Method == SipMethod.Bye;
            _context.Respond(transaction, request, crosses ? SipStatus.Ok : SipStatus.CallOrTransactionDoesNotExist);
            if (crosses && side is LegSide.Caller) _call.OnCallerLeftToo();
            return;
        }

        if (!dialog.Dialog.TryAdvance(request))
        {
            _context.Respond(transaction, request, SipStatus.ServerInternalError);
            return;
        }

        switch (request.Method.Kind)
        {
            case SipMethodKind.Bye: OnBye(dialog, transaction, request); break;
            case SipMethodKind.Prack: OnPrack(dialog, transaction, request); break;
            default: OnInDialog(dialog, transaction, request); break;
        }
    }

    private void OnPrack(LegDialog dialog, ServerTransaction transaction, SipRequest prack)
    {
        // Towards the called side we never answer an INVITE reliably
        if (dialog is CallerDialog caller) _call.Caller.OnPrack(caller, transaction, prack);
        else _context.Respond(transaction, prack, SipStatus.CallOrTransactionDoesNotExist);
    }

    private void OnBye(LegDialog dialog, ServerTransaction transaction, SipRequest bye)
    {
        Utf8Text reason = bye.Value(HeaderId.Reason);
        _context.Respond(transaction, bye, SipStatus.Ok);
        if (dialog is CallerDialog)
        {
            _call.LeaveCaller();
            _call.End(CallOutcome.Cancelled, reason, static caller => caller.Reject(SipStatus.RequestTerminated));
            return;
        }

        // Only the caller may BYE an early dialog (RFC 3261 §15); after the answer either may
        if (dialog == _call.Called.Answered) _call.Called.Leave();
        _call.End(CallOutcome.Failed, reason, static caller => caller.Reject(SipStatus.TemporarilyUnavailable));
    }

    private void OnInDialog(LegDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        bool established = _call.Phase is CallPhase.Connected;
        bool presents = !established && _call.Presentation.IsShown;
        bool update = request.Method == SipMethod.Update;
        if (request.Method == SipMethod.Invite && !established)
        {
            _context.RespondTryLater(transaction, request);
        }
        else if (presents && update && !request.HasSession())
        {
            _earlyOffers.OnRefresh(dialog, transaction, request);
        }
        else if (presents && update && dialog is CallerDialog caller)
        {
            _earlyOffers.OnCallerOffer(caller, transaction, request);
        }
        else if (presents && update && dialog is CalledDialog called)
        {
            if (_call.Phase is CallPhase.Answering) _context.Respond(transaction, request, SipStatus.RequestPending);
            else _earlyOffers.OnCalledOffer(called, transaction, request);
        }
        else if (_call.Pairs.Other(dialog) is { } other)
        {
            if (!established || !_sessions.TryAnswer(dialog, transaction, request)) _relay.Relay(dialog, other, transaction, request);
        }
        else
        {
            _context.RespondTryLater(transaction, request);
        }
    }

    private void HangUp() =>
        _call.End(CallOutcome.Failed, "SIP;cause=503;text=\"Server stops\"", static caller => caller.Reject(SipStatus.ServiceUnavailable));

    void ICalledLegEvents.OnProgress(CalledDialog dialog, SipResponse response, bool reliable) => _progress.OnProgress(dialog, response, reliable);

    void ICalledLegEvents.OnAnswered(CalledDialog dialog, SipResponse success)
    {
        _progress.DropHeld();
        _answer.OnAnswered(dialog, success);
    }

    // A 422 is between us and the called side; the caller's interval was fine
    void ICalledLegEvents.OnRejected(SipResponse response)
    {
        if (response.Status == SipStatus.SessionIntervalTooSmall) _call.End(CallOutcome.Failed, default, static caller => caller.Reject(SipStatus.ServerInternalError));
        else _call.End(CallOutcomes.Of(response.Status), default, caller => caller.Reject(caller.Failure(response, _call.Pairs.First().Dialog.Id.LocalTag)));
    }

    // Not a party that does not answer, but a next hop: whoever watches over it must see that calls fail
    void ICalledLegEvents.OnNoResponse(Unanswered reason) =>
        _call.End(CallOutcome.Failed, default, caller => caller.Reject(CallOutcomes.StatusOf(reason)));

    void ICallerLegEvents.OnPrack(ProvisionalAnswer acknowledged, SipRequest prack)
    {
        if (acknowledged.Session is SessionPart.Offer) _progress.OnLateAnswer(prack);
        else if (acknowledged.Session is SessionPart.Answer && acknowledged.Dialog == _call.Presentation.Dialog) _call.Presentation.Arm();
    }

    void ICallerLegEvents.OnPrackOffer(ProvisionalAnswer acknowledged, ServerTransaction transaction, SipRequest prack)
    {
        bool presented = acknowledged.Dialog == _call.Presentation.Dialog;
        if (presented && acknowledged.Session is SessionPart.Answer) _call.Presentation.Arm();
        if (presented) _earlyOffers.OnCallerOffer(acknowledged.Dialog, transaction, prack);
        else _relay.RelayPrackOffer(acknowledged.Dialog, _call.Pairs.Other(acknowledged.Dialog) as CalledDialog, transaction, prack);
    }

    void ICallerLegEvents.OnPrackMissing() =>
        _call.End(CallOutcome.Failed, "SIP;cause=500;text=\"PRACK missing\"", static caller => caller.Reject(SipStatus.ServerInternalError));

    void ICallerLegEvents.OnCallerAccepted(CallerDialog dialog)
    {
        _call.CallerDialog = dialog;
        _call.Phase = CallPhase.Connected;
    }

    void ICallerLegEvents.OnCallerAck(SipRequest ack)
    {
        _answer.OnAck(ack);
        _call.OnCallerSettled();
    }

    void ICallerLegEvents.OnCallerAckMissing()
    {
        _call.End(CallOutcome.Failed, "SIP;cause=408;text=\"ACK missing\"", static _ => { });
        _call.OnCallerSettled();
    }

    void IPresentationEvents.OnPresentationReady() => _progress.ShowPresentation();

    void IPresentationEvents.OnPresentationUnavailable() => _progress.RelayHeld();

    void IPresentationEvents.OnPresentationBegan(Guid id, ChoiceOrigin origin, ImmutableArray<RingingResource> resources) =>
        _context.Emit(new CallEffect.PresentationBegan(new PresentationNews(
            id, _call.Caller.Invite.CallId.ToString(), _question, _reply?.SubscriberId ?? "", origin, [.. resources.Select(resource => resource.ResourceId)])));

    void IPresentationEvents.OnPresentationEnded(Guid id) => _context.Emit(new CallEffect.PresentationEnded(id));

    void IPresentationEvents.OnPresentationBroken() => _progress.HandBackRinging();
}
