using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>What the host of an engine has to do, in order.</summary>
internal abstract record EngineEffect
{
    private EngineEffect()
    {
    }

    /// <summary>Send a message. If that fails and there is a transaction, feed <see cref="EngineInput.SendFailed"/>.</summary>
    public sealed record Send(SipMessage Message, SipEndpoint Destination, SipTransaction? Transaction) : EngineEffect;

    /// <summary>Find out what to present and feed <see cref="EngineInput.Chosen"/>.</summary>
    public sealed record Choose(CallKey Call, ChoiceQuestion Question) : EngineEffect;

    /// <summary>Find the targets behind a name and feed <see cref="EngineInput.Resolved"/>.</summary>
    public sealed record Resolve(HopQuery Query) : EngineEffect;

    /// <summary>Send a command to the media workers and feed what comes back as <see cref="EngineInput.Media"/>.</summary>
    public sealed record Media(MediaCommand Command) : EngineEffect;

    /// <summary>A call met a bug of ours and was given up; log it.</summary>
    public sealed record Fault(string CallId, Exception Exception) : EngineEffect;

    /// <summary>Requests to a target go unanswered or cannot be delivered; log it.</summary>
    public sealed record TargetDied(SipEndpoint Target, Unanswered Reason) : EngineEffect;

    /// <summary>Note that a party hears something.</summary>
    public sealed record PresentationBegan(PresentationNews News) : EngineEffect;

    /// <summary>Note that it is over.</summary>
    public sealed record PresentationEnded(Guid Presentation) : EngineEffect;

    /// <summary>Tell what came of <see cref="EngineInput.StopPresentation"/>.</summary>
    public sealed record StopAnswered(Guid Request, bool Stopped) : EngineEffect;

    /// <summary>Write a call record.</summary>
    public sealed record Report(CallSummary Summary) : EngineEffect;
}
