using Cmr.Contracts.MediaControl;

namespace Cmr.Media.Sessions;

internal static partial class Log
{
    [LoggerMessage(3101, LogLevel.Information, "Session {Session} not opened: {Reason}, {Detail}")]
    public static partial void OpenRefused(this ILogger logger, MediaSessionId session, MediaFailureReason reason, string detail);

    [LoggerMessage(3102, LogLevel.Warning, "Session {Session}: content was not at hand within {Budget}")]
    public static partial void ContentLate(this ILogger logger, MediaSessionId session, TimeSpan budget);

    [LoggerMessage(3103, LogLevel.Error, "Session {Session}: content could not be loaded")]
    public static partial void ContentFailed(this ILogger logger, MediaSessionId session, Exception exception);

    [LoggerMessage(3104, LogLevel.Warning, "Session {Session} dropped: its controller has not named it for {Silence}")]
    public static partial void SessionForgotten(this ILogger logger, MediaSessionId session, TimeSpan silence);

    [LoggerMessage(3105, LogLevel.Information, "All sessions have ended")]
    public static partial void Drained(this ILogger logger);

    [LoggerMessage(3106, LogLevel.Warning, "{Sessions} sessions are cut off by the shutdown")]
    public static partial void DrainGivenUp(this ILogger logger, int sessions);
}
