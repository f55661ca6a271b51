namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>Where a subscription stands, seen by its notifier (RFC 6665 §4.2).</summary>
public enum NotifierState
{
    /// <summary>Nothing was decided.</summary>
    Idle,

    /// <summary>It waits for somebody's consent.</summary>
    Pending,

    /// <summary>Accepted: changes are notified.</summary>
    Active,

    /// <summary>Over.</summary>
    Terminated,
}
