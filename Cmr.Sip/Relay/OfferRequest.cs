using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Relay;

/// <summary>
/// A re-INVITE without a description to a called party that answered without one, or with one that cannot be read: its 2xx makes an offer that the
/// caller can be told, and the ACK brings the caller's answer (3GPP TS 24.182 A.5.2A; RFC 3261 §14.1).
/// </summary>
internal sealed class OfferRequest(CallContext context, CalledDialog dialog, Action offered, Action failed) : IResponseHandler
{
    private uint _cSeq;
    private bool _succeeded;
    private bool _acknowledged;
    private SdpDescription? _answer;

    public void Send()
    {
        dialog.HasOpenInvite = true;
        context.Send(
            dialog.Dialog.CreateRequest(SipMethod.Invite)
                .Set(HeaderId.Contact, context.Node.Contact)
                .Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods)
                .AskForTimer(dialog.Timer),
            dialog.Dialog,
            this);
        _cSeq = dialog.Dialog.LocalCSeq;
    }

    /// <summary>Sends the ACK, once.</summary>
    /// <param name="answer">The caller's answer; <see langword="null"/> when there is none.</param>
    public void Acknowledge(SdpDescription? answer)
    {
        if (!_succeeded || _acknowledged) return;
        _acknowledged = true;
        dialog.HasOpenInvite = false;
        if (answer is not null)
        {
            dialog.Exchange.TrySendAnswer();
            _answer = dialog.Session.Present(answer);
        }

        SendAck();
    }

    void IResponseHandler.OnResponse(SipResponse response)
    {
        if (response.Status.IsProvisional) return;
        if (_succeeded)
        {
            if (_acknowledged) SendAck();
            return;
        }

        if (!response.Status.IsSuccess)
        {
            dialog.HasOpenInvite = false;
            failed();
            return;
        }

        _succeeded = true;
        dialog.Dialog.RefreshTarget(response);
        dialog.Timer.Agree(dialog.Timer.Read(response), context.Now);
        if (SessionBody.Of(response) is not { } offer)
        {
            Acknowledge(null);
            failed();
            return;
        }

        dialog.Exchange.ReceiveOffer();
        dialog.PeerSession = offer;
        offered();
    }

    void IResponseHandler.OnUnanswered(Unanswered reason)
    {
        if (_succeeded) return;
        dialog.HasOpenInvite = false;
        failed();
    }

    private void SendAck()
    {
        SipRequestBuilder ack = dialog.Dialog.CreateAck(_cSeq);
        if (_answer is not null) ack.WithSession(_answer);
        context.SendAck(ack, dialog.Dialog);
    }
}
