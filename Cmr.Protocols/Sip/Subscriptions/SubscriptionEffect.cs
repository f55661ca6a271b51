using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>What the host of a subscriber has to do, in order.</summary>
public abstract record SubscriptionEffect
{
    private SubscriptionEffect()
    {
    }

    /// <summary>Send a SUBSCRIBE; give its response back with <paramref name="Sender"/>.</summary>
    public sealed record Send(Subscription Sender, SipRequestBuilder Request) : SubscriptionEffect;

    /// <summary>Answer a NOTIFY.</summary>
    public sealed record Respond(SipRequest Notify, SipStatus Status) : SubscriptionEffect;

    /// <summary>A NOTIFY of a subscription of ours; its body is the state.</summary>
    public sealed record Notified(Subscription Subscription, SipRequest Notify) : SubscriptionEffect;

    /// <summary>A subscription is over.</summary>
    public sealed record Ended(Subscription Subscription, SubscriptionEnd End) : SubscriptionEffect;
}
