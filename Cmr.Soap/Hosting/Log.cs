using Microsoft.Extensions.Logging;

namespace Cmr.Soap.Hosting;

internal static partial class Log
{
    [LoggerMessage(1901, LogLevel.Information, "Refused a request to {Service} from {Peer}: {Reason}")]
    public static partial void RequestRefused(this ILogger logger, string service, string peer, string reason);

    [LoggerMessage(1902, LogLevel.Error, "Incident {IncidentId}: {Operation} of {Service} failed")]
    public static partial void OperationFailed(this ILogger logger, string incidentId, string operation, string service, Exception exception);

    [LoggerMessage(1903, LogLevel.Warning, "A request to {Service} from {Peer} could not be read")]
    public static partial void RequestUnreadable(this ILogger logger, string service, string peer, Exception exception);
}
