using Microsoft.Extensions.Logging;

namespace Cmr.Persistence.Notifications;

/// <summary>Log messages of the change listener.</summary>
internal static partial class Log
{
    [LoggerMessage(2901, LogLevel.Information, "Notifications of changes arrive; caching is on")]
    public static partial void NotificationsArrive(this ILogger logger);

    [LoggerMessage(2902, LogLevel.Warning, "Notifications of changes are lost; caching is off until the database is back: {Reason}")]
    public static partial void NotificationsLost(this ILogger logger, string reason);
}
