using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>What can happen to an engine.</summary>
internal abstract record EngineInput
{
    private EngineInput()
    {
    }

    /// <summary>A message arrived.</summary>
    public sealed record Message(SipMessage Content, SipEndpoint Source) : EngineInput;

    /// <summary>The network refused a message.</summary>
    public sealed record SendFailed(SipTransaction Transaction) : EngineInput;

    /// <summary>What to present; <see langword="null"/> when it could not be found out.</summary>
    public sealed record Chosen(CallKey Call, ChoiceReply? Reply) : EngineInput;

    /// <summary>News of a media session.</summary>
    public sealed record Media(MediaEvent Event) : EngineInput;

    /// <summary>Somebody who may wants a presentation to stop; answered by <see cref="EngineEffect.StopAnswered"/>.</summary>
    /// <param name="Presentation">The presentation.</param>
    /// <param name="Request">Names the wish.</param>
    public sealed record StopPresentation(Guid Presentation, Guid Request) : EngineInput;

    /// <summary>The targets behind a name in the order they are to be tried; none when it leads nowhere.</summary>
    public sealed record Resolved(HopQuery Query, IReadOnlyList<SipEndpoint> Targets) : EngineInput;

    /// <summary>Show every call to somebody: the caller's INVITE and the Call-ID of the called party's leg. It is called on the engine's thread, so it is quick, keeps nothing waiting and does not throw.</summary>
    public sealed record VisitCalls(Action<SipRequest, Utf8Text> Visit) : EngineInput;

    /// <summary>Time passed: run what is due.</summary>
    public sealed record Tick : EngineInput;

    /// <summary>Refuse new calls from now on.</summary>
    public sealed record CloseAdmission : EngineInput;

    /// <summary>End all calls.</summary>
    public sealed record HangUpAll : EngineInput;
}
