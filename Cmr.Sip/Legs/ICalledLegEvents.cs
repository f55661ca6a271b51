using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Legs;

/// <summary>What the called side's leg tells the call.</summary>
internal interface ICalledLegEvents
{
    /// <summary>A new 101 to 199, in order; when reliable, its PRACK has left unless it carries an offer.</summary>
    void OnProgress(CalledDialog dialog, SipResponse response, bool reliable);

    /// <summary>The first 2xx. The call sends the ACK.</summary>
    void OnAnswered(CalledDialog dialog, SipResponse success);

    /// <summary>A final response other than 2xx, which the call did not bring about by cancelling.</summary>
    void OnRejected(SipResponse response);

    /// <summary>No final response will come.</summary>
    void OnNoResponse(Unanswered reason);
}
