using System.Net;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Transport;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "Rejected {Bytes} B from {Peer}: {Reason} at {Offset}")]
    public static partial void MessageRejected(this ILogger logger, int bytes, IPEndPoint peer, SipRejection reason, int offset);
}
