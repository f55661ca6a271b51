namespace Cmr.Domain.Choosing;

/// <summary>What led to a choice.</summary>
public enum ChoiceOrigin
{
    /// <summary>Nothing is presented; the network's ringback tone is heard.</summary>
    None,

    /// <summary>A presentation rule of the subscriber.</summary>
    Rule,

    /// <summary>The subscriber's DefaultCMRResourceId2.</summary>
    SubscriberDefault,

    /// <summary>The default of the system.</summary>
    SystemDefault,
}
