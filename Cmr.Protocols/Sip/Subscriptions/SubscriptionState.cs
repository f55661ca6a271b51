namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>Where a subscription stands, seen by its subscriber (RFC 6665 §4.1.2).</summary>
public enum SubscriptionState
{
    /// <summary>Nothing was sent.</summary>
    Idle,

    /// <summary>SUBSCRIBE left; only a NOTIFY makes the subscription (RFC 6665 §4.1.2.4).</summary>
    NotifyWait,

    /// <summary>The notifier has not decided yet.</summary>
    Pending,

    /// <summary>Accepted.</summary>
    Active,

    /// <summary>We want no more of it; the last NOTIFY is awaited.</summary>
    Ending,

    /// <summary>Over.</summary>
    Terminated,
}
