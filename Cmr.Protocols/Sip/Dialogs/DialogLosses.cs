using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>The table of RFC 5057 §5.1, and which requests belong to a call.</summary>
public static class DialogLosses
{
    /// <summary>What this status ends. Unknown codes count as the x00 of their class, so they end a transaction only.</summary>
    /// <param name="status">Final status of a request within a dialog; 408 also when none came.</param>
    public static DialogLoss Of(SipStatus status) => status.Code switch
    {
        404 or 410 or 416 or 482 or 483 or 484 or 485 or 502 or 604 => DialogLoss.Dialog,
        405 or 408 or 480 or 481 or 489 or 501 => DialogLoss.Usage,
        _ => DialogLoss.Transaction,
    };

    /// <summary>The call is over when a request with this method fails with this status.</summary>
    /// <remarks>
    /// Requests without a usage of their own, such as MESSAGE and OPTIONS, and those of subscriptions leave the call alone. 405, 480 and 501 to anything but a re-INVITE
    /// say only that the peer lacks that method or does not want it now: a refused UPDATE or INFO must not end a conversation.
    /// </remarks>
    /// <param name="method">Method of the request.</param>
    /// <param name="status">Its final status; 408 also when none came.</param>
    public static bool EndsCall(SipMethod method, SipStatus status)
    {
        bool ofCall = method.Kind is SipMethodKind.Invite or SipMethodKind.Update or SipMethodKind.Prack or SipMethodKind.Info or SipMethodKind.Bye;
        return ofCall && Of(status) switch
        {
            DialogLoss.Dialog => true,
            DialogLoss.Usage => method == SipMethod.Invite || status.Code is 408 or 481,
            _ => false,
        };
    }
}
