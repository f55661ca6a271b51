using Microsoft.Extensions.Logging;

namespace Cmr.Persistence.Calls;

/// <summary>Log messages of the call record writer.</summary>
internal static partial class Log
{
    [LoggerMessage(2911, LogLevel.Warning, "Call records cannot be stored, {Buffered} wait: {Reason}")]
    public static partial void RecordsWait(this ILogger logger, int buffered, string reason);

    [LoggerMessage(2912, LogLevel.Error, "Call record lost, the buffer is full; {Lost} lost so far")]
    public static partial void RecordLost(this ILogger logger, long lost);

    [LoggerMessage(2913, LogLevel.Error, "Call record {RecordId} refused by the database and dropped")]
    public static partial void RecordRefused(this ILogger logger, Exception exception, Guid recordId);

    [LoggerMessage(2914, LogLevel.Error, "Stopped with {Buffered} call records not stored")]
    public static partial void StoppedWithRecords(this ILogger logger, int buffered);

    [LoggerMessage(2915, LogLevel.Information, "Call records are stored again")]
    public static partial void RecordsStoredAgain(this ILogger logger);
}
