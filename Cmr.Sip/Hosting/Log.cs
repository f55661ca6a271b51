using System.Net;

namespace Cmr.Sip.Hosting;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "SIP node {Version} ready: UDP and TCP at {Sip}, TLS port {Tls}, {Partitions} partitions, health at {Health}")]
    public static partial void Ready(this ILogger logger, string version, IPEndPoint? sip, int? tls, int partitions, int health);

    [LoggerMessage(2002, LogLevel.Critical, "A listener cannot be opened at {Address}: {Reason}")]
    public static partial void CannotListen(this ILogger logger, string address, string reason);

    [LoggerMessage(2003, LogLevel.Information, "Stopping: new calls are refused, {Calls} are running")]
    public static partial void Draining(this ILogger logger, int calls);

    [LoggerMessage(2004, LogLevel.Warning, "Hanging up {Calls} calls that did not end in time")]
    public static partial void HangingUp(this ILogger logger, int calls);
}
