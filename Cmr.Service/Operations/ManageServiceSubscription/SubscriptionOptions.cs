using System.ComponentModel.DataAnnotations;

namespace Cmr.Service.Operations.ManageServiceSubscription;

/// <summary>What a new subscriber gets; section <c>Subscriptions</c>.</summary>
internal sealed class SubscriptionOptions
{
    public const string Section = "Subscriptions";

    /// <summary>IANA name of the zone of a subscriber for whom none is given. Default: that of the machine.</summary>
    [Required]
    public string DefaultTimeZone { get; init; } = TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "UTC";
}
