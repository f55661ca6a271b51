namespace Cmr.Domain.Charging;

/// <summary>What can cost something; the numbers are those of the management interface.</summary>
public enum ChargedEvent
{
    /// <summary>A service subscription begins.</summary>
    ServiceSubscription = 1,

    /// <summary>A resource or box is subscribed.</summary>
    ResourceSubscription = 2,

    /// <summary>A subscription of a resource or box is renewed.</summary>
    Renewal = 3,

    /// <summary>A resource or box is copied from another library.</summary>
    Copy = 4,

    /// <summary>A resource or box is given to another subscriber.</summary>
    Gift = 5,

    /// <summary>A resource is presented in a call.</summary>
    Presentation = 6,

    /// <summary>A resource or box is entered into the system.</summary>
    ResourceManagement = 7,
}
