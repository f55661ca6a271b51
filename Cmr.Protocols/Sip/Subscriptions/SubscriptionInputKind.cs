namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>What can happen to a subscription.</summary>
public enum SubscriptionInputKind
{
    /// <summary>Subscribe.</summary>
    Start,

    /// <summary>2xx to our SUBSCRIBE.</summary>
    Success,

    /// <summary>423: a longer time was wanted.</summary>
    IntervalTooBrief,

    /// <summary>A status by which the notifier says that there is no such subscription (RFC 6665 §4.1.2.2).</summary>
    Gone,

    /// <summary>Another failure.</summary>
    Failure,

    /// <summary>No final response.</summary>
    TimedOut,

    /// <summary>NOTIFY: active, or a state unknown to us, which counts as active.</summary>
    NotifyActive,

    /// <summary>NOTIFY: pending.</summary>
    NotifyPending,

    /// <summary>NOTIFY: terminated.</summary>
    NotifyTerminated,

    /// <summary>Timer N: no NOTIFY followed a SUBSCRIBE (RFC 6665 §4.1.2.4).</summary>
    TimerN,

    /// <summary>80 % of the time are over.</summary>
    RefreshDue,

    /// <summary>The time is over.</summary>
    ExpiryDue,

    /// <summary>No more of it is wanted.</summary>
    Unsubscribe,
}
