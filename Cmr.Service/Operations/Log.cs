namespace Cmr.Service.Operations;

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Warning, "{Principal} asked for {Operation} at {Service} without permission")]
    public static partial void NotPermitted(this ILogger logger, string principal, string operation, string service);
}
