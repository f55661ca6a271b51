namespace Cmr.Media.Ingest;

internal static partial class Log
{
    [LoggerMessage(3401, LogLevel.Information, "Content of {Resource} taken: {DurationMs} ms of sound in {ElapsedMs:0} ms")]
    public static partial void UploadTaken(this ILogger logger, string resource, long durationMs, double elapsedMs);

    [LoggerMessage(3402, LogLevel.Warning, "Content of {Resource} refused: {Error}, {Reason}")]
    public static partial void UploadRefused(this ILogger logger, string resource, string error, string reason);

    [LoggerMessage(3403, LogLevel.Information, "Content of {Resource}: the client went away")]
    public static partial void UploadAborted(this ILogger logger, string resource);

    [LoggerMessage(3404, LogLevel.Error, "The content endpoint of the service cannot be reached: {Reason}")]
    public static partial void ServiceUnreachable(this ILogger logger, string reason);

    [LoggerMessage(3405, LogLevel.Error, "The content endpoint of the service answered {Status}")]
    public static partial void ServiceAnswered(this ILogger logger, int status);
}
