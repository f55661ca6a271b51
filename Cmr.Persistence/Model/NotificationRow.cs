namespace Cmr.Persistence.Model;

/// <summary>Something a subscriber is told.</summary>
public sealed class NotificationRow
{
    /// <summary>Who is told.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>Number in the order of writing.</summary>
    public long NotificationId { get; set; }

    /// <summary>What happened.</summary>
    public NotificationType Type { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset NotifiedAt { get; set; }

    /// <summary>The resource or box it is about.</summary>
    public string? ResourceId { get; set; }

    /// <summary>End of the licence it is about.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>The subscriber who gave or copied.</summary>
    public string? OtherParty { get; set; }
}
