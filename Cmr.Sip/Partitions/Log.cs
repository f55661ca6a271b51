using System.Net;
using Cmr.Domain.Calls;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Partitions;

internal static partial class Log
{
    [LoggerMessage(2201, LogLevel.Error, "Call {CallId} was given up because of a defect")]
    public static partial void CallFailed(this ILogger logger, Exception exception, string callId);

    [LoggerMessage(2202, LogLevel.Error, "An input of kind {Kind} was dropped because of a defect")]
    public static partial void InputFailed(this ILogger logger, Exception exception, string kind);

    [LoggerMessage(2203, LogLevel.Warning, "No profile of {Called}, the call goes on without a presentation: {Reason}")]
    public static partial void ProfileUnavailable(this ILogger logger, string called, string reason);

    [LoggerMessage(2204, LogLevel.Debug, "Call {CallId} ended: {Mode}, {Outcome}, {FinalStatus}")]
    public static partial void CallEnded(this ILogger logger, string callId, string mode, CallOutcome outcome, int finalStatus);

    [LoggerMessage(2205, LogLevel.Warning, "Call {CallId} went on without its presentation: {Mode}")]
    public static partial void PresentationFailed(this ILogger logger, string callId, string mode);

    [LoggerMessage(2206, LogLevel.Warning, "{Transport} {Target} does not answer ({Reason}): calls that only lead there fail, others go elsewhere first for a while")]
    public static partial void TargetDied(this ILogger logger, SipTransport transport, IPEndPoint target, Unanswered reason);
}
