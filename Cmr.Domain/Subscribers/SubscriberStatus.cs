namespace Cmr.Domain.Subscribers;

/// <summary>State of a service subscription; the numbers are those of the management interface.</summary>
public enum SubscriberStatus
{
    /// <summary>CMR is presented for this subscriber.</summary>
    Active = 1,

    /// <summary>The subscription is switched off; nothing is presented.</summary>
    Inactive = 2,

    /// <summary>The Service Provider has suspended the subscription; nothing is presented.</summary>
    Suspended = 3,
}
