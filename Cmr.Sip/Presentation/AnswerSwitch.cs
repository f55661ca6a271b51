using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;
using Cmr.Sip.Relay;

namespace Cmr.Sip.Presentation;

/// <summary>
/// The UPDATE that moves the caller from the worker to the called party, once that party answered (RFC 3311).
/// A re-INVITE would be illegal here: the INVITE is still open (RFC 3261 §14.1).
/// </summary>
internal sealed class AnswerSwitch(CallContext context, CallerDialog dialog, SdpDescription description, IAnswerSwitchEvents events) : IResponseHandler
{
    private const int MaxTries = 3;
    private int _tries;

    /// <summary>Sends the UPDATE; to be called once no offer is open in the dialog.</summary>
    public void Send()
    {
        if (!dialog.Exchange.TrySendOffer())
        {
            events.OnSwitchRefused();
            return;
        }

        _tries++;
        context.Send(
            dialog.Dialog.CreateRequest(SipMethod.Update)
                .Set(HeaderId.Contact, context.Node.Contact)
                .Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods)
                .WithSession(dialog.Session.Present(description)),
            dialog.Dialog,
            this);
    }

    void IResponseHandler.OnResponse(SipResponse response)
    {
        if (response.Status.IsProvisional) return;
        if (response.Status.IsSuccess)
        {
            OnSuccess(response);
            return;
        }

        dialog.Exchange.Withdraw();
        if (response.Status == SipStatus.CallOrTransactionDoesNotExist || response.Status == SipStatus.RequestTimeout) events.OnCallerGone();
        else if (MayTryAgain(response)) context.ArmIn(CallTimer.OfferAgain, RetryDelay(response));
        else events.OnSwitchRefused();
    }

    void IResponseHandler.OnUnanswered(Unanswered reason)
    {
        dialog.Exchange.Withdraw();
        events.OnCallerGone();
    }

    private void OnSuccess(SipResponse response)
    {
        dialog.Exchange.TryReceiveAnswer();
        dialog.Dialog.RefreshTarget(response);
        dialog.PeerSession = SessionBody.Of(response) ?? dialog.PeerSession;
        events.OnSwitched(SessionBody.Of(response));
    }

    private bool MayTryAgain(SipResponse response) =>
        _tries < MaxTries
        && (response.Status == SipStatus.RequestPending || (response.Status == SipStatus.ServerInternalError && response.Has(HeaderId.RetryAfter)));

    // 491: random 0-2 s in steps of 10 ms, because the caller owns the Call-ID (RFC 3311 §5.3)
    private TimeSpan RetryDelay(SipResponse response) =>
        response.Status == SipStatus.RequestPending
            ? TimeSpan.FromMilliseconds(10 * context.Identifiers.NextNumber(0, 200))
            : TimeSpan.FromSeconds(Math.Min(response.RetryAfter?.Seconds ?? 0, 10));
}
