namespace Cmr.Service.Upkeep;

internal static partial class Log
{
    [LoggerMessage(1401, LogLevel.Information, "Removed {Blobs} unbound contents, {Sessions} ended sessions, {Answers} kept answers")]
    public static partial void Swept(this ILogger logger, int blobs, int sessions, int answers);

    [LoggerMessage(1402, LogLevel.Warning, "Upkeep put off, the database is away: {Reason}")]
    public static partial void UpkeepPutOff(this ILogger logger, string reason);
}
