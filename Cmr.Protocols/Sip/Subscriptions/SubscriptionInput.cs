using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>One input of a subscription.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Message">The response or NOTIFY received, where there is one.</param>
public readonly record struct SubscriptionInput(SubscriptionInputKind Kind, SipMessage? Message = null)
{
    /// <summary>A final response to a SUBSCRIBE.</summary>
    public static SubscriptionInput Of(SipResponse response) => new(
        response.Status.IsSuccess ? SubscriptionInputKind.Success
        : response.Status.Code == 423 ? SubscriptionInputKind.IntervalTooBrief
        : response.Status.Code != 408 && DialogLosses.Of(response.Status) is not DialogLoss.Transaction ? SubscriptionInputKind.Gone
        : SubscriptionInputKind.Failure,
        response);

    /// <summary>A NOTIFY with a Subscription-State.</summary>
    public static SubscriptionInput Of(SipRequest notify) => new(
        notify.SubscriptionState is { IsTerminated: true } ? SubscriptionInputKind.NotifyTerminated
        : notify.SubscriptionState is { } state && state.State.EqualsIgnoreCase("pending"u8) ? SubscriptionInputKind.NotifyPending
        : SubscriptionInputKind.NotifyActive,
        notify);
}
