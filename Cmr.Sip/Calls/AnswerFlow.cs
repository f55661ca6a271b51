using Cmr.Domain.Calls;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Legs;
using Cmr.Sip.Presentation;
using Cmr.Sip.Relay;

namespace Cmr.Sip.Calls;

/// <summary>From the called party's 2xx to the caller's ACK: a plain 2xx, or first the switch away from the media worker.</summary>
internal sealed class AnswerFlow(CallState call) : IAnswerSwitchEvents
{
    // Both ends often re-INVITE right after the answer; ours comes a little later, so that theirs goes first
    private const int ReofferDelayFrom = 30;
    private const int ReofferDelayTo = 50;
    private CalledDialog? _fork;
    private SipResponse? _success;
    private AnswerSwitch? _switch;
    private Reoffer? _reoffer;
    private OfferRequest? _request;

    public void OnAnswered(CalledDialog fork, SipResponse success)
    {
        if (call.Phase is not CallPhase.Ringing) return;
        call.Phase = CallPhase.Answering;
        call.AnsweredAt = call.Context.Now;
        call.Context.Timers.Disarm(CallTimer.NoAnswer);
        call.Context.Timers.Disarm(CallTimer.KeepAlive);
        (_fork, _success) = (fork, success);
        call.Caller.DropWaiting();
        if (call.Presentation.Dialog is { SessionShown: true } dialog)
        {
            call.Presentation.Stop();
            call.Pairs.Join(dialog, fork);
            call.Called.Acknowledge(fork, null);
            Continue();
        }
        else
        {
            call.Presentation.End("answered first");
            RelayAnswer(fork, success);
        }
    }

    /// <summary>Sends the UPDATE as soon as it is allowed: every session-bearing 18x acknowledged, no offer open (RFC 3311 §5.1).</summary>
    public void Continue()
    {
        bool due = call.Phase is CallPhase.Answering && _switch is null && call.Presentation.Dialog is { SessionShown: true };
        if (!due || call.Caller.AwaitsSessionPrack || call.Presentation.Dialog!.Exchange.State is not OfferAnswerState.Stable) return; // due says it is there
        if (_fork?.PeerSession is not { } description)
        {
            AskForOffer();
            return;
        }

        _switch = new AnswerSwitch(call.Context, call.Presentation.Dialog, WithLinesOf(call.Presentation.Offer, description), this);
        _switch.Send();
    }

    /// <summary>The call ends: a 2xx that still waits for the caller's answer gets its ACK.</summary>
    public void Close() => _request?.Acknowledge(null);

    // The called side answered without a description that can be read, so there is nothing to tell the caller yet
    private void AskForOffer()
    {
        if (_fork is null || _request is not null) return;
        _request = new OfferRequest(call.Context, _fork, OnOffered, () => call.End(CallOutcome.Failed, default, static caller => caller.Reject(SipStatus.ServerInternalError)));
        _request.Send();
    }

    private void OnOffered()
    {
        if (call.Phase is CallPhase.Answering) Continue();
        else _request?.Acknowledge(null);
    }

    // a called party that answered fewer lines must not make lines vanish that the caller was shown (RFC 3264 §8)
    private static SdpDescription WithLinesOf(SdpDescription? shown, SdpDescription description) =>
        shown is null || description.Media.Count >= shown.Media.Count
            ? description
            : description.WithMedia([.. description.Media, .. shown.Media.Skip(description.Media.Count).Select(media => media.WithPort(0))]);

    public void OnOfferAgain()
    {
        if (call.Phase is CallPhase.Answering) _switch?.Send();
        else if (call.Phase is CallPhase.Connected) _reoffer?.Send();
    }

    /// <summary>A party's media moved: the other one is told.</summary>
    public void Reoffer(LegDialog dialog, SdpDescription description)
    {
        _reoffer = new Reoffer(call.Context, dialog, description, static () => { });
        _reoffer.Send();
    }

    /// <summary>The caller has its 2xx acknowledged.</summary>
    public void OnAck(SipRequest ack)
    {
        if (_fork is null) return;
        call.Called.Acknowledge(_fork, SessionBody.Of(ack));
        if (_reoffer is not null) ArmReoffer();
    }

    /// <summary>The answer is through.</summary>
    public void Rest() => (_success, _switch) = (null, null);

    void IAnswerSwitchEvents.OnSwitched(SdpDescription? answer)
    {
        if (call.Phase is not CallPhase.Answering || _fork is null) return;
        if (_request is not null) _request.Acknowledge(answer);
        else if (answer is not null && MustMoveCalledParty(answer)) _reoffer = new Reoffer(call.Context, _fork, answer, () => { });
        Connect();
    }

    // The 2xx carries no description, so the session stays with the worker's address until the re-INVITE after the ACK
    void IAnswerSwitchEvents.OnSwitchRefused()
    {
        if (call.Phase is not CallPhase.Answering || _fork?.PeerSession is not { } description || call.Presentation.Dialog is not { } dialog) return;
        if (_request is not null)
        {
            // Both waited for each other's description, and the caller does not want the one there is
            call.End(CallOutcome.Failed, "SIP;cause=488", static caller => caller.Reject(SipStatus.NotAcceptableHere));
            return;
        }

        _reoffer = new Reoffer(call.Context, dialog, description, () => call.End(CallOutcome.Failed, "SIP;cause=488", static _ => { }));
        Connect();
    }

    void IAnswerSwitchEvents.OnCallerGone()
    {
        if (call.Phase is CallPhase.Answering) call.End(CallOutcome.Failed, default, caller => caller.Reject(SipStatus.ServerInternalError));
    }

    private void Connect()
    {
        call.Presentation.End();
        if (call.Presentation.Dialog is { } dialog && _success is not null)
            call.Caller.Accept(dialog, call.Caller.SuccessAfterPresentation(dialog, _success), SessionPart.None);
    }

    private void RelayAnswer(CalledDialog fork, SipResponse success)
    {
        CallerDialog dialog = call.Pairs.For(fork);
        bool offers = fork.Exchange.State is OfferAnswerState.RemoteOffer;
        if (!offers) call.Called.Acknowledge(fork, null);
        // A caller that holds the answer from a reliable 18x gets none again; one that does not needs it even if the called side gave it reliably
        bool settled = dialog.SessionAcknowledged || (call.Caller.AwaitsSessionPrack && dialog.SessionShown);
        SipResponse response = settled ? call.Caller.SuccessWithoutSession(dialog, success) : call.Caller.Success(dialog, success, fork.PeerSession);
        SessionPart part = settled || !response.HasSession() ? SessionPart.None : offers ? SessionPart.Offer : SessionPart.Answer;
        call.Caller.Accept(dialog, response, part);
    }

    private void ArmReoffer() =>
        call.Context.ArmIn(CallTimer.OfferAgain, TimeSpan.FromMilliseconds(10 * call.Context.Identifiers.NextNumber(ReofferDelayFrom, ReofferDelayTo)));

    // The called party sends to where the caller's first offer said, in formats of that offer
    private bool MustMoveCalledParty(SdpDescription answer) =>
        call.Called.Session.Current is { } offered && call.Presentation.Dialog?.Session.Current is { } told && !MediaStreams.StaysWithin(answer, offered, told);
}
