using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Relay;

/// <summary>A re-INVITE of our own in an established dialog (RFC 3261 §14.1), tried again after glare.</summary>
internal sealed class Reoffer(CallContext context, LegDialog dialog, SdpDescription description, Action refused) : IResponseHandler
{
    private const int MaxTries = 4;
    private uint _cSeq;
    private bool _acknowledged;
    private int _tries;

    public void Send()
    {
        if (dialog.IsEnding || _acknowledged) return;
        if (dialog.HasOpenInvite || dialog.Accepted is not null || !dialog.Exchange.TrySendOffer())
        {
            TryAgainLater();
            return;
        }

        _tries++;
        dialog.HasOpenInvite = true;
        context.Send(
            dialog.Dialog.CreateRequest(SipMethod.Invite)
                .Set(HeaderId.Contact, context.Node.Contact)
                .Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods)
                .AskForTimer(dialog.Timer)
                .WithSession(dialog.Session.Present(description)),
            dialog.Dialog,
            this);
        _cSeq = dialog.Dialog.LocalCSeq;
    }

    void IResponseHandler.OnResponse(SipResponse response)
    {
        if (response.Status.IsProvisional) return;
        if (_acknowledged)
        {
            SendAck();
            return;
        }

        dialog.HasOpenInvite = false;
        if (response.Status.IsSuccess)
        {
            dialog.Exchange.TryReceiveAnswer();
            dialog.Dialog.RefreshTarget(response);
            dialog.Timer.Agree(dialog.Timer.Read(response), context.Now);
            dialog.PeerSession = SessionBody.Of(response) ?? dialog.PeerSession;
            _acknowledged = true;
            SendAck();
            return;
        }

        dialog.Exchange.Withdraw();
        if (response.Status == SipStatus.SessionIntervalTooSmall && _tries < MaxTries && dialog.Timer.TryRaise(response)) Send();
        else if (response.Status == SipStatus.RequestPending && _tries < MaxTries) TryAgainLater();
        else refused();
    }

    void IResponseHandler.OnUnanswered(Unanswered reason)
    {
        dialog.HasOpenInvite = false;
        dialog.Exchange.Withdraw();
        refused();
    }

    private void SendAck() => context.SendAck(dialog.Dialog.CreateAck(_cSeq), dialog.Dialog);

    private void TryAgainLater() => context.ArmIn(CallTimer.OfferAgain, Glare.Delay(dialog.Side, context.Identifiers));
}
