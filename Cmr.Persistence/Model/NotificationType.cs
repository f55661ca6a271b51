namespace Cmr.Persistence.Model;

/// <summary>What a subscriber is told; the numbers are those of the management interface.</summary>
public enum NotificationType
{
    /// <summary>A licence will end soon.</summary>
    WillExpire = 1,

    /// <summary>A licence has ended.</summary>
    Expired = 2,

    /// <summary>The provider withdrew a resource.</summary>
    Withdrawn = 3,

    /// <summary>Another subscriber gave a resource.</summary>
    GiftReceived = 4,

    /// <summary>Another subscriber copied a resource.</summary>
    Copied = 5,

    /// <summary>A licence was renewed.</summary>
    Renewed = 6,

    /// <summary>A licence could not be renewed and has ended.</summary>
    RenewalFailed = 7,
}
