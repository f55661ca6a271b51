using Microsoft.Extensions.Logging;

namespace Cmr.Persistence.Audit;

/// <summary>Log messages of the audit writer.</summary>
internal static partial class Log
{
    [LoggerMessage(1951, LogLevel.Warning, "Audit records cannot be stored, {Buffered} wait: {Reason}")]
    public static partial void AuditWaits(this ILogger logger, int buffered, string reason);

    [LoggerMessage(1952, LogLevel.Critical, "Audit record lost, the buffer is full; {Lost} lost so far")]
    public static partial void AuditLost(this ILogger logger, long lost);

    [LoggerMessage(1953, LogLevel.Critical, "Audit record {AuditId} refused by the database and dropped")]
    public static partial void AuditRefused(this ILogger logger, Exception exception, Guid auditId);

    [LoggerMessage(1954, LogLevel.Critical, "Stopped with {Buffered} audit records not stored")]
    public static partial void StoppedWithAudit(this ILogger logger, int buffered);

    [LoggerMessage(1955, LogLevel.Information, "Audit records are stored again")]
    public static partial void AuditStoredAgain(this ILogger logger);
}
