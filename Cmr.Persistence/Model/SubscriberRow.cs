using Cmr.Domain.Subscribers;

namespace Cmr.Persistence.Model;

/// <summary>A CMR Subscriber.</summary>
public sealed class SubscriberRow
{
    /// <summary>Normalised identity.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>State of the service subscription.</summary>
    public SubscriberStatus Status { get; set; }

    /// <summary>IANA name of the zone of time and date criteria.</summary>
    public required string TimeZone { get; set; }

    /// <summary>Services subscribed to: 1 CMRBT, 2 CMRT.</summary>
    public short[] ServiceTypes { get; set; } = [1, 2];

    /// <summary>Number of the next group made without an identifier.</summary>
    public int NextGroup { get; set; }

    /// <summary>Number of the next rule, which is also its age.</summary>
    public long NextRule { get; set; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
