using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Legs;

/// <summary>For requests whose outcome changes nothing, such as PRACK: the transaction repeats it, the response that it acknowledges tells the rest.</summary>
internal sealed class IgnoredResponse : IResponseHandler
{
    public static IgnoredResponse Instance { get; } = new();

    private IgnoredResponse()
    {
    }

    public void OnResponse(SipResponse response)
    {
    }

    public void OnUnanswered(Unanswered reason)
    {
    }
}
