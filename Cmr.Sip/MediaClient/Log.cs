namespace Cmr.Sip.MediaClient;

internal static partial class Log
{
    [LoggerMessage(2701, LogLevel.Information, "Media worker {Worker} connected: version {Version}, {Sessions} of {Capacity} sessions")]
    public static partial void WorkerConnected(this ILogger logger, WorkerAddress worker, string version, int sessions, int capacity);

    [LoggerMessage(2702, LogLevel.Warning, "Media worker {Worker} is not connected: {Reason}")]
    public static partial void WorkerLost(this ILogger logger, WorkerAddress worker, string reason);
}
