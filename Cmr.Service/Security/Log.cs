namespace Cmr.Service.Security;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "Wrong credentials for {Principal} from {Peer}")]
    public static partial void WrongCredentials(this ILogger logger, string principal, string peer);

    [LoggerMessage(1102, LogLevel.Warning, "Attempt for {Principal} from {Peer} not looked at, there were too many failures; again at {Until:O}")]
    public static partial void Locked(this ILogger logger, string principal, DateTimeOffset until, string peer);

    [LoggerMessage(1103, LogLevel.Warning, "Attempt for {Principal} from {Peer} turned away, too many are being checked")]
    public static partial void Busy(this ILogger logger, string principal, string peer);
}
