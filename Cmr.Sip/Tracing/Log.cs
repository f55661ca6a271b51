namespace Cmr.Sip.Tracing;

internal static partial class Log
{
    [LoggerMessage(2501, LogLevel.Information, "A trace of {Subject} begins, for {Seconds} s at most, with whole numbers: {WithNumbers}")]
    public static partial void TraceBegins(this ILogger logger, string subject, int seconds, bool withNumbers);

    [LoggerMessage(2502, LogLevel.Information, "The trace of {Subject} is over")]
    public static partial void TraceEnded(this ILogger logger, string subject);
}
