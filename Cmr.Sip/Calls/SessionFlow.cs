using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Legs;
using Cmr.Sip.Relay;

namespace Cmr.Sip.Calls;

/// <summary>The session timers of an answered call (RFC 4028), one for each leg: refreshes of ours, those of the parties, and the end of a session that nobody refreshes.</summary>
/// <param name="call">The call.</param>
/// <param name="reoffer">Tells a party a new description of the other one.</param>
/// <param name="lost">Ends the call with a Reason.</param>
internal sealed class SessionFlow(CallState call, Action<LegDialog, SdpDescription> reoffer, Action<string> lost)
{
    private const string Expired = "SIP;cause=408;text=\"Session expired\"";
    private readonly List<AcceptedInvite> _answered = [];

    /// <summary>Runs what is due.</summary>
    public void Fire()
    {
        if (call.CallerDialog is { } caller) Fire(caller);
        if (call.Called.Answered is { } called) Fire(called);
    }

    /// <summary>Answers a refresh of a party when it changes nothing that the other one has to know.</summary>
    /// <returns>False when the request has to be relayed.</returns>
    public bool TryAnswer(LegDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        bool isInvite = request.Method == SipMethod.Invite;
        if (!isInvite && request.Method != SipMethod.Update) return false;
        if (dialog.Timer.IsTooBrief(request))
        {
            call.Context.Respond(transaction, SessionTimerHeaders.TooBrief(request, dialog.Timer).Build());
            return true;
        }

        // Somebody may be connected to another identity now (RFC 4916, RFC 3325): that is for the other party
        if (request.Has(HeaderId.PAssertedIdentity) || request.Has(HeaderId.PPreferredIdentity) || request.Supported.Contains("from-change"u8)) return false;
        return isInvite ? TryAnswerInvite(dialog, transaction, request) : TryAnswerUpdate(dialog, transaction, request);
    }

    /// <summary>Takes the ACK to a 2xx of <see cref="TryAnswer"/>.</summary>
    public bool TryAcknowledge(LegDialog dialog, SipRequest ack)
    {
        if (dialog.Accepted is not { } accepted || !_answered.Contains(accepted) || !accepted.IsAcknowledgedBy(ack)) return false;
        _answered.Remove(accepted);
        dialog.Accepted = null;
        dialog.HasOpenInvite = false;
        return true;
    }

    private void Fire(LegDialog dialog)
    {
        if (call.Phase is not CallPhase.Connected) return;
        switch (dialog.Timer.Fire(call.Context.Now))
        {
            case SessionTimerAction.Refresh: new SessionRefresh(call.Context, dialog, answer => Move(dialog, answer), lost).Send(); break;
            case SessionTimerAction.HangUp: lost(Expired); break;
            default: break;
        }
    }

    private void Move(LegDialog dialog, SdpDescription description)
    {
        if (call.Pairs.Other(dialog) is { } other) reoffer(other, description);
    }

    private bool TryAnswerUpdate(LegDialog dialog, ServerTransaction transaction, SipRequest update)
    {
        if (!update.Body.IsEmpty || !update.Has(HeaderId.SessionExpires)) return false;
        dialog.Dialog.RefreshTarget(update);
        call.Context.Respond(transaction, Ok(dialog, update).Build());
        return true;
    }

    // The same description again, to the octet: RFC 3264 §8 asks for that by the unchanged version
    private bool TryAnswerInvite(LegDialog dialog, ServerTransaction transaction, SipRequest invite)
    {
        if (dialog.HasOpenInvite || dialog.Accepted is not null || dialog.Exchange.State is not OfferAnswerState.Stable) return false;
        SdpDescription? known = dialog.PeerSession ?? (dialog is CallerDialog ? SessionBody.Of(call.Caller.Invite) : null);
        if (known is null || dialog.Session.Current is not { } ours || SessionBody.Of(invite) is not { } offer) return false;
        if (offer.ToText() != known.ToText() || !SessionBody.IsAnswerTo(ours, offer)) return false;
        dialog.Dialog.RefreshTarget(invite);
        SipResponse ok = Ok(dialog, invite).WithSession(ours).Build();
        SuccessRetransmission retransmission = new(call.Context.Options.T1, call.Context.Options.T2, call.Context.Now);
        AcceptedInvite accepted = new(transaction, ok, retransmission, CarriesOffer: false);
        dialog.Accepted = accepted;
        dialog.HasOpenInvite = true;
        _answered.Add(accepted);
        call.Context.Respond(transaction, ok);
        return true;
    }

    private SipResponseBuilder Ok(LegDialog dialog, SipRequest request)
    {
        SessionAgreement agreement = dialog.Timer.Answer(request);
        dialog.Timer.Agree(agreement, call.Context.Now);
        return SipResponse.For(request, SipStatus.Ok)
            .Set(HeaderId.Contact, call.Context.Node.Contact)
            .Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods)
            .Set(HeaderId.Supported, "timer")
            .GrantTimer(agreement);
    }
}
