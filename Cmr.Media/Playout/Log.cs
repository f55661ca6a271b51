namespace Cmr.Media.Playout;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Critical, "An RTP pump crashed; the process stops")]
    public static partial void PumpCrashed(this ILogger logger, Exception exception);
}
