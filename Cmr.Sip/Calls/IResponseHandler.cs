using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Calls;

/// <summary>Takes what comes back for one request of a call.</summary>
internal interface IResponseHandler
{
    /// <summary>A provisional or final response; several finals for an INVITE that forked.</summary>
    void OnResponse(SipResponse response);

    /// <summary>There will be no final response.</summary>
    void OnUnanswered(Unanswered reason);
}
