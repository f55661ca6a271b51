using System.Net;

namespace Cmr.Service.Hosting;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Service {Version} ready: SOAP at {Soap}, health at {Health}")]
    public static partial void Ready(this ILogger logger, string version, IPEndPoint soap, IPEndPoint health);

    [LoggerMessage(1002, LogLevel.Critical, "A listener cannot be opened: {Reason}")]
    public static partial void CannotListen(this ILogger logger, string reason);

    [LoggerMessage(1003, LogLevel.Critical, "The configuration cannot be used: {Reason}")]
    public static partial void BadConfiguration(this ILogger logger, string reason);

    [LoggerMessage(1004, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(1005, LogLevel.Warning, "Closed a connection from {Peer}, its {OfPeer}th of {Total} at once")]
    public static partial void ConnectionRefused(this ILogger logger, IPAddress peer, int ofPeer, int total);

    [LoggerMessage(1006, LogLevel.Information, "TLS certificate {Subject}, valid until {Until:O}")]
    public static partial void CertificateLoaded(this ILogger logger, string subject, DateTime until);

    [LoggerMessage(1007, LogLevel.Error, "The TLS certificate changed, but cannot be used; the one before stays: {Reason}")]
    public static partial void CertificateUnusable(this ILogger logger, string reason);

    [LoggerMessage(1008, LogLevel.Information, "SOAP over TLS at {Soap}")]
    public static partial void TlsReady(this ILogger logger, IPEndPoint soap);
}
