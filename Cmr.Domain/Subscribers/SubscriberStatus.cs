namespace Cmr.Domain.Subscribers;

/// <summary>State of a service subscription; the numbers are those of the management interface.</summary>
public enum SubscriberStatus
{
    /// <summary>CMR is presented for this subscriber.</summary>
    Active = 1,

    /// <summary>Calls are connected without CMR.</summary>
    Suspended = 2,
}
