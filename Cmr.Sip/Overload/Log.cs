using System.Net;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Overload;

internal static partial class Log
{
    [LoggerMessage(2151, LogLevel.Warning, "{Source} sends more over {Transport} than one source may: {Reason}")]
    public static partial void SourceOverItsLimit(this ILogger logger, IPAddress source, SipTransport transport, DropReason reason);
}
