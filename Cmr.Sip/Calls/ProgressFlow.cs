using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Legs;
using Cmr.Sip.Presentation;

namespace Cmr.Sip.Calls;

/// <summary>The 18x of the called side: shown to the caller as they are, or in the form of a presentation.</summary>
internal sealed class ProgressFlow(CallState call)
{
    // More than one 18x within the media worker's budget is rare; beyond this they are dropped like repetitions
    private const int MaxHeld = 8;
    private List<(CalledDialog Dialog, SipResponse Response, bool Reliable)>? _held;
    private CalledDialog? _lateOfferFrom;
    private SipResponse? _lateOffer;

    public void OnProgress(CalledDialog dialog, SipResponse response, bool reliable)
    {
        if (call.Phase is not CallPhase.Ringing) return;
        ArmKeepAlive();
        if (response.Status == SipStatus.Ringing) call.RingingAt ??= call.Context.Now;
        if (call.Presentation.IsShown)
        {
            OnProgressWhilePresenting(dialog, response);
        }
        else if (call.Presentation.IsPreparing || (call.Presentation.IsPossible && MayPresentOn(dialog, response)))
        {
            _held ??= [];
            if (_held.Count < MaxHeld) _held.Add((dialog, response, reliable));
            call.Presentation.Prepare();
        }
        else
        {
            Relay(dialog, response, reliable);
        }
    }

    /// <summary>A worker is ready: the caller gets its streams with the state the called side has reached.</summary>
    public void ShowPresentation()
    {
        if (call.Phase is not CallPhase.Ringing || _held is not { Count: > 0 } || call.Presentation.Offer is not { } offer) return;
        int ringing = _held.FindIndex(held => held.Response.Status == SipStatus.Ringing);
        bool alerting = ringing >= 0;
        (CalledDialog fork, SipResponse response, bool _) = _held[Math.Max(ringing, 0)];
        _held = null;
        CallerDialog dialog = call.Pairs.For(fork);
        call.Presentation.Show(dialog);
        call.Caller.Progress(call.Caller.PresentingProgress(dialog, response, MediaStreams.Answer(offer, call.Presentation.Streams)), reliable: true);
        if (alerting) call.Presentation.Alert();
    }

    /// <summary>There is no presentation: what was held back goes to the caller as it came.</summary>
    public void RelayHeld()
    {
        (List<(CalledDialog Dialog, SipResponse Response, bool Reliable)>? held, _held) = (_held, null);
        foreach ((CalledDialog dialog, SipResponse response, bool reliable) in held ?? []) Relay(dialog, response, reliable);
    }

    public void DropHeld() => _held = null;

    /// <summary>The worker died, or the caller stopped what it heard: its own ringback takes over, while its session stays where it is.</summary>
    public void HandBackRinging()
    {
        if (call.Phase is not CallPhase.Ringing || call.Presentation.Dialog is not { } dialog) return;
        call.Caller.Progress(call.Caller.OwnProgress(dialog, SipStatus.Ringing, "inactive"), reliable: true);
    }

    /// <summary>The caller's PRACK answers the offer of the called side's 18x.</summary>
    public void OnLateAnswer(SipRequest prack)
    {
        if (_lateOfferFrom is not { } dialog || _lateOffer is not { } offer) return;
        (_lateOfferFrom, _lateOffer) = (null, null);
        call.Called.SendPrack(dialog, offer, SessionBody.Of(prack));
    }

    /// <summary>Proxies forget an INVITE without news; a repeated 18x keeps it alive (RFC 3261 §13.3.1.1).</summary>
    public void KeepAlive()
    {
        if (call.Phase is not CallPhase.Ringing) return;
        CallerDialog dialog = call.Presentation.Dialog ?? call.Pairs.First();
        SipStatus status = call.RingingAt is null ? SipStatus.SessionProgress : SipStatus.Ringing;
        string? earlyMedia = call.Presentation.IsShown ? call.Presentation.EarlyMedia : null;
        call.Caller.Progress(call.Caller.OwnProgress(dialog, status, earlyMedia), reliable: call.Presentation.IsShown);
        ArmKeepAlive();
    }

    public void ArmKeepAlive()
    {
        bool reliable = call.Caller.Can.RequiresReliable || call.Presentation.IsShown;
        call.Context.ArmIn(CallTimer.KeepAlive, reliable ? call.Context.Options.KeepAliveReliable : call.Context.Options.KeepAliveUnreliable);
    }

    // 180 and 183 begin a presentation; an announcement does not: a 183 that authorises its own media while nobody is alerted
    private bool MayPresentOn(CalledDialog dialog, SipResponse response)
    {
        if (response.Status != SipStatus.Ringing && response.Status != SipStatus.SessionProgress) return false;
        bool announces = response.Status == SipStatus.SessionProgress
            && response.PEarlyMedia is { Direction: EarlyMediaDirection.SendRecv or EarlyMediaDirection.SendOnly };
        string? obstacle = announces ? "announcement of the network"
            : response.Require.Contains("precondition"u8) ? "preconditions"
            : call.Pairs.For(dialog).SessionShown ? "session already shown"
            : null;
        if (obstacle is null) return true;
        call.Presentation.End(obstacle);
        return false;
    }

    private void OnProgressWhilePresenting(CalledDialog dialog, SipResponse response)
    {
        if (call.Presentation.Dialog is not { } shown) return;
        bool firstRinging = response.Status == SipStatus.Ringing && !call.Presentation.IsAlerting;
        bool state = response.Status == SipStatus.CallIsBeingForwarded || response.Status == SipStatus.Queued;
        if (!firstRinging && !(state && call.Pairs.Other(shown) == dialog)) return;
        call.Caller.Progress(call.Caller.PresentingState(shown, response, call.Presentation.EarlyMedia), reliable: true);
        if (firstRinging) call.Presentation.Alert();
    }

    private void Relay(CalledDialog fork, SipResponse response, bool reliable)
    {
        CallerDialog dialog = call.Pairs.For(fork);
        bool offers = reliable && call.Called.OffersLate && response.HasSession() && fork.Exchange.State is OfferAnswerState.RemoteOffer;
        if (offers) (_lateOfferFrom, _lateOffer) = (fork, response);
        // Where the caller has its answer already, or could take an unreliable one for an offer, only the state passes
        bool willBeReliable = call.Caller.Can.RequiresReliable || (reliable && call.Caller.Can.Reliable);
        bool settled = dialog.SessionAcknowledged || ((dialog.SessionShown || dialog.SessionPromised) && willBeReliable);
        bool withSession = response.HasSession() && !settled && !(call.Called.OffersLate && willBeReliable && !offers);
        SessionPart part = !withSession ? SessionPart.None : offers ? SessionPart.Offer : SessionPart.Answer;
        call.Caller.Progress(call.Caller.RelayedProgress(dialog, response, part, withSession), reliable);
    }
}
