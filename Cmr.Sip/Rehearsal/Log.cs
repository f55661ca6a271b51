namespace Cmr.Sip.Rehearsal;

internal static partial class Log
{
    [LoggerMessage(2801, LogLevel.Warning, "The rehearsal call did not end as it should; the first calls may go without a presentation")]
    public static partial void RehearsalIncomplete(this ILogger logger);
}
