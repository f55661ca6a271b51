namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>What can happen to a subscription at its notifier.</summary>
public enum NotifierInputKind
{
    /// <summary>A SUBSCRIBE, the first or a refresh.</summary>
    Subscribe,

    /// <summary>A SUBSCRIBE with Expires 0: the end, or a single look at the state.</summary>
    Fetch,

    /// <summary>Consent was given.</summary>
    Approve,

    /// <summary>The state changed.</summary>
    Change,

    /// <summary>A NOTIFY failed in a way that ends the subscription, or was not answered.</summary>
    NotifyFailed,

    /// <summary>The time is over.</summary>
    ExpiryDue,

    /// <summary>We end it.</summary>
    End,
}
