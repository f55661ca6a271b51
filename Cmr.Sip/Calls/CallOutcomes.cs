using Cmr.Domain.Calls;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Calls;

/// <summary>Between SIP statuses and what the call record says.</summary>
internal static class CallOutcomes
{
    /// <summary>How a call ended that the called side refused.</summary>
    /// <param name="status">Status of its response.</param>
    public static CallOutcome Of(SipStatus status) => status.Code switch
    {
        486 or 600 => CallOutcome.Busy,
        408 or 480 => CallOutcome.NoAnswer,
        >= 500 and < 600 => CallOutcome.Failed,
        _ => CallOutcome.Rejected,
    };

    /// <summary>What the caller is told when the called side gave no final response.</summary>
    public static SipStatus StatusOf(Unanswered reason) => reason switch
    {
        Unanswered.TimedOut => SipStatus.RequestTimeout,
        Unanswered.NoSuchHop => SipStatus.NotFound,
        Unanswered.Loop => SipStatus.LoopDetected,
        _ => SipStatus.ServiceUnavailable,
    };
}
