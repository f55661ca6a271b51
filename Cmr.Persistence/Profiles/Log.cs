using Microsoft.Extensions.Logging;

namespace Cmr.Persistence.Profiles;

/// <summary>Log messages of the profile cache.</summary>
internal static partial class Log
{
    [LoggerMessage(2901, LogLevel.Information, "Profile notifications arrive; caching is on")]
    public static partial void NotificationsArrive(this ILogger logger);

    [LoggerMessage(2902, LogLevel.Warning, "Profile notifications are lost; caching is off until the database is back: {Reason}")]
    public static partial void NotificationsLost(this ILogger logger, string reason);
}
