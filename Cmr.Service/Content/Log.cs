namespace Cmr.Service.Content;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Information, "Content of {Milliseconds} ms bound to resource {ResourceId} in {Tracks} renditions")]
    public static partial void ContentBound(this ILogger logger, string resourceId, long milliseconds, int tracks);

    [LoggerMessage(1302, LogLevel.Warning, "Binding for resource {ResourceId} refused: {Reason}")]
    public static partial void BindingRefused(this ILogger logger, string resourceId, string reason);

    [LoggerMessage(1303, LogLevel.Warning, "{Method} of internal content without the instance's token from {Peer}")]
    public static partial void ContentDenied(this ILogger logger, string method, string peer);
}
