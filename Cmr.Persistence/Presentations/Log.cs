using Microsoft.Extensions.Logging;

namespace Cmr.Persistence.Presentations;

/// <summary>Log messages about presentations going on.</summary>
internal static partial class Log
{
    [LoggerMessage(2921, LogLevel.Warning, "{Count} news of presentations cannot be stored and are dropped: {Reason}")]
    public static partial void PresentationsNotStored(this ILogger logger, int count, string reason);

    [LoggerMessage(2923, LogLevel.Warning, "A command to a presentation that cannot be read was ignored")]
    public static partial void CommandUnreadable(this ILogger logger);

    [LoggerMessage(2924, LogLevel.Warning, "A stop of a presentation could not be confirmed: {Reason}")]
    public static partial void StopNotConfirmed(this ILogger logger, string reason);
}
