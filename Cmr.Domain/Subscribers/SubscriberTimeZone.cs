namespace Cmr.Domain.Subscribers;

/// <summary>Names of time zones in which time and date criteria are read.</summary>
public static class SubscriberTimeZone
{
    /// <summary>Zone of a subscriber who named none.</summary>
    public const string Default = "UTC";

    /// <summary>Whether a name stands for a zone known here.</summary>
    /// <param name="name">IANA name such as <c>Europe/Berlin</c>.</param>
    public static bool IsKnown(string name) => name.Length is > 0 and <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    /// <summary>The wall clock of a zone, daylight saving included; UTC when the zone is not known here.</summary>
    /// <param name="name">IANA name.</param>
    /// <param name="now">Any offset.</param>
    public static DateTime WallClock(string name, DateTimeOffset now) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? TimeZoneInfo.ConvertTime(now, zone).DateTime : now.UtcDateTime;
}
