namespace Cmr.Service.Upkeep;

internal static partial class Log
{
    [LoggerMessage(1401, LogLevel.Information, "Removed {Blobs} unbound contents, {Sessions} ended sessions, {Answers} kept answers, {Presentations} past presentations")]
    public static partial void Swept(this ILogger logger, int blobs, int sessions, int answers, int presentations);

    [LoggerMessage(1402, LogLevel.Warning, "Upkeep put off, the database is away: {Reason}")]
    public static partial void UpkeepPutOff(this ILogger logger, string reason);

    [LoggerMessage(1403, LogLevel.Information, "Libraries: {Renewed} licences renewed, {Coming} ends announced, {Ended} ends told, {Removed} old notifications removed")]
    public static partial void LibrariesKept(this ILogger logger, int renewed, int coming, int ended, int removed);

    [LoggerMessage(1404, LogLevel.Error, "Upkeep of libraries failed; the next round tries again")]
    public static partial void LibraryUpkeepFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1405, LogLevel.Error, "The licences of {SubscriberId} cannot be renewed; every round tries again, this is told once")]
    public static partial void RenewalFailed(this ILogger logger, Exception exception, string subscriberId);
}
