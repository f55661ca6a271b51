namespace Cmr.Media.Hosting;

internal static partial class Log
{
    [LoggerMessage(3501, LogLevel.Information, "Media worker {Version} ready: uploads at {Http}, control at {Control}, health at {Health}")]
    public static partial void Ready(this ILogger logger, string version, System.Net.IPEndPoint http, System.Net.IPEndPoint control, System.Net.IPEndPoint health);

    [LoggerMessage(3502, LogLevel.Critical, "A listener cannot be opened: {Reason}")]
    public static partial void CannotListen(this ILogger logger, string reason);
}
