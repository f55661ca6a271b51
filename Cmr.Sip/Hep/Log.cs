namespace Cmr.Sip.Hep;

internal static partial class Log
{
    [LoggerMessage(2401, LogLevel.Information, "Copies of all messages go to the capture server {Host}:{Port} over {Transport}")]
    public static partial void CopiesBegin(this ILogger logger, string host, int port, string transport);

    [LoggerMessage(2402, LogLevel.Warning, "The capture server {Host}:{Port} gets no copies until it can be reached again: {Reason}. Calls are not affected; check Sip:Hep:Server")]
    public static partial void CopiesLost(this ILogger logger, string host, int port, string reason);
}
