using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Transport.Streams;

namespace Cmr.Sip.Transport;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "Rejected {Bytes} B from {Peer}: {Reason} at {Offset}")]
    public static partial void MessageRejected(this ILogger logger, int bytes, IPEndPoint peer, SipRejection reason, int offset);

    [LoggerMessage(2102, LogLevel.Warning, "No {Transport} connection to {Peer}: {Reason}")]
    public static partial void NotConnected(this ILogger logger, SipTransport transport, IPEndPoint peer, string reason);

    [LoggerMessage(2103, LogLevel.Warning, "Closed the {Transport} connection of {Peer}: {Reason}")]
    public static partial void ConnectionClosed(this ILogger logger, SipTransport transport, IPEndPoint peer, CloseReason reason);

    [LoggerMessage(2104, LogLevel.Information, "Read the certificate of {Subject}, valid until {NotAfter:u}")]
    public static partial void CertificateRead(this ILogger logger, string subject, DateTime notAfter);

    [LoggerMessage(2105, LogLevel.Error, "The changed TLS files cannot be used, the old certificate stays: {Reason}")]
    public static partial void CertificateUnusable(this ILogger logger, string reason);
}
