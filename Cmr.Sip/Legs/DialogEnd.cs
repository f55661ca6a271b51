using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Legs;

/// <summary>A BYE of ours. Any final response ends the dialog, and so does none (RFC 3261 §15.1.1).</summary>
internal sealed class DialogEnd : IResponseHandler
{
    private readonly Action _ended;

    private DialogEnd(Action ended) => _ended = ended;

    /// <summary>Sends the BYE.</summary>
    /// <param name="context">The call.</param>
    /// <param name="dialog">The dialog to end.</param>
    /// <param name="reason">Value of Reason (RFC 3326); empty for none.</param>
    /// <param name="ended">Called once the dialog is over.</param>
    public static void SendBye(CallContext context, LegDialog dialog, Utf8Text reason, Action ended)
    {
        dialog.IsEnding = true;
        SipRequestBuilder bye = dialog.Dialog.CreateRequest(SipMethod.Bye);
        if (!reason.IsEmpty) bye.Set(HeaderId.Reason, reason);
        context.Send(bye, dialog.Dialog, new DialogEnd(ended));
    }

    void IResponseHandler.OnResponse(SipResponse response)
    {
        if (response.Status.IsFinal) _ended();
    }

    void IResponseHandler.OnUnanswered(Unanswered reason) => _ended();
}
