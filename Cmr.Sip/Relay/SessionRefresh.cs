using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Relay;

/// <summary>
/// A session refresh of our own (RFC 4028 §7.4, §10): an UPDATE without a body, or for a peer without UPDATE a re-INVITE that repeats our last description,
/// its version unchanged. The other leg learns nothing of it, unless the peer's media moved.
/// </summary>
/// <param name="context">The call.</param>
/// <param name="dialog">The dialog to refresh.</param>
/// <param name="moved">Told the new description of a peer whose answer differs from its last.</param>
/// <param name="lost">Told, with a Reason, when the peer knows nothing of the session any more.</param>
internal sealed class SessionRefresh(CallContext context, LegDialog dialog, Action<SdpDescription> moved, Action<string> lost) : IResponseHandler
{
    private static readonly TimeSpan WhileBusy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private SipMethod _method;
    private uint _cSeq;
    private bool _acknowledged;

    public void Send()
    {
        if (dialog.IsEnding) return;
        _method = dialog.AllowsUpdate ? SipMethod.Update : SipMethod.Invite;
        SdpDescription? session = _method == SipMethod.Invite ? dialog.Session.Current : null;
        if (_method == SipMethod.Invite && (session is null || dialog.HasOpenInvite || dialog.Accepted is not null || !dialog.Exchange.TrySendOffer()))
        {
            dialog.Timer.Retry(WhileBusy, context.Now);
            return;
        }

        SipRequestBuilder request = dialog.Dialog.CreateRequest(_method)
            .Set(HeaderId.Contact, context.Node.Contact)
            .Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods)
            .AskForTimer(dialog.Timer);
        if (session is not null)
        {
            dialog.HasOpenInvite = true;
            request.WithSession(session);
        }

        context.Send(request, dialog.Dialog, this);
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

        if (response.Status.IsSuccess)
        {
            OnSuccess(response);
            return;
        }

        Withdraw();
        if (response.Status == SipStatus.SessionIntervalTooSmall && dialog.Timer.TryRaise(response)) Send();
        else if (_method == SipMethod.Update && IsUnknown(response.Status)) SendWithoutUpdate();
        else if (DialogLosses.EndsCall(_method, response.Status)) lost($"SIP;cause={response.Status.Code};text=\"Session refresh refused\"");
        else dialog.Timer.Retry(DelayAfter(response), context.Now);
    }

    void IResponseHandler.OnUnanswered(Unanswered reason)
    {
        if (_acknowledged) return;
        Withdraw();
        if (reason is Unanswered.TimedOut) lost("SIP;cause=408;text=\"Session refresh unanswered\"");
        else dialog.Timer.Retry(AfterFailure, context.Now);
    }

    private void OnSuccess(SipResponse response)
    {
        dialog.Dialog.RefreshTarget(response);
        dialog.Timer.Agree(dialog.Timer.Read(response), context.Now);
        if (_method == SipMethod.Update) return;
        dialog.HasOpenInvite = false;
        dialog.Exchange.TryReceiveAnswer();
        _acknowledged = true;
        SendAck();
        if (SessionBody.Of(response) is not { } answer) return;
        bool differs = dialog.PeerSession is { } known && known.ToText() != answer.ToText();
        dialog.PeerSession = answer;
        if (differs) moved(answer);
    }

    private void SendAck() => context.SendAck(dialog.Dialog.CreateAck(_cSeq), dialog.Dialog);

    private void SendWithoutUpdate()
    {
        dialog.AllowsUpdate = false;
        Send();
    }

    private void Withdraw()
    {
        if (_method != SipMethod.Invite) return;
        dialog.HasOpenInvite = false;
        dialog.Exchange.Withdraw();
    }

    private static bool IsUnknown(SipStatus status) => status == SipStatus.MethodNotAllowed || status == SipStatus.NotImplemented;

    private TimeSpan DelayAfter(SipResponse response)
    {
        if (response.Status == SipStatus.RequestPending) return Glare.Delay(dialog.Side, context.Identifiers);
        TimeSpan asked = response.RetryAfter is { } after ? TimeSpan.FromSeconds(after.Seconds) : AfterFailure;
        return asked < LongestWait ? asked : LongestWait;
    }
}
