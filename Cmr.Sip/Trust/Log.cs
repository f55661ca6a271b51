using System.Net;

namespace Cmr.Sip.Trust;

internal static partial class Log
{
    [LoggerMessage(2601, LogLevel.Information, "{Users} users can log in to realm {Realm}; {Foreign} lines are for other realms")]
    public static partial void UsersRead(this ILogger logger, int users, string realm, int foreign);

    [LoggerMessage(2602, LogLevel.Error, "The changed file of users cannot be used, the users stay as they were: {Reason}")]
    public static partial void UsersUnusable(this ILogger logger, string reason);

    [LoggerMessage(2603, LogLevel.Warning, "Too many wrong secrets for one user from {Peer}: it is refused for a while")]
    public static partial void CallerLocked(this ILogger logger, IPAddress peer);

    [LoggerMessage(2604, LogLevel.Warning, "A wrong secret or an unknown user from {Peer}: it is challenged again")]
    public static partial void CallerWrong(this ILogger logger, IPAddress peer);

    [LoggerMessage(2605, LogLevel.Warning, "Sip:Authentication:UsersFile {File} does not exist: nobody can log in until it does")]
    public static partial void UsersMissing(this ILogger logger, string file);
}
