using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>What the host of a notifier has to do, in order.</summary>
public abstract record NotifierEffect
{
    private NotifierEffect()
    {
    }

    /// <summary>Answer a SUBSCRIBE.</summary>
    public sealed record Respond(SipRequest Subscribe, SipResponse Response) : NotifierEffect;

    /// <summary>Send a NOTIFY; its body, the state, is the host's to add.</summary>
    public sealed record Notify(SipRequestBuilder Request, NotifierState State) : NotifierEffect;
}
