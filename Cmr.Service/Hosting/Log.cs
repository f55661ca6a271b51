using System.Net;

namespace Cmr.Service.Hosting;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Service {Version} ready: SOAP at {Soap}, health at {Health}")]
    public static partial void Ready(this ILogger logger, string version, IPEndPoint soap, IPEndPoint health);

    [LoggerMessage(1002, LogLevel.Critical, "A listener cannot be opened: {Reason}")]
    public static partial void CannotListen(this ILogger logger, string reason);

    [LoggerMessage(1003, LogLevel.Critical, "The configuration cannot be used: {Reason}")]
    public static partial void BadConfiguration(this ILogger logger, string reason);

    [LoggerMessage(1004, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string path);
}
