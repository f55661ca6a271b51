namespace Cmr.Service.Security;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "Wrong credentials for {Principal} from {Peer}")]
    public static partial void WrongCredentials(this ILogger logger, string principal, string peer);

    [LoggerMessage(1102, LogLevel.Warning, "{Principal} is locked until {Until:O} after too many failures; attempt from {Peer}")]
    public static partial void Locked(this ILogger logger, string principal, DateTimeOffset until, string peer);
}
