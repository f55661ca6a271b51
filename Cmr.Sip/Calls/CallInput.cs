using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Calls;

/// <summary>What can happen to a call.</summary>
internal abstract record CallInput
{
    private CallInput()
    {
    }

    /// <summary>The call begins; its INVITE was given to its constructor.</summary>
    public sealed record Start : CallInput;

    /// <summary>A request in one of the call's dialogs, ACK excepted.</summary>
    public sealed record Request(LegSide Side, ServerTransaction Transaction, SipRequest Message) : CallInput;

    /// <summary>The ACK to a 2xx of ours.</summary>
    public sealed record Ack(LegSide Side, SipRequest Message) : CallInput;

    /// <summary>A CANCEL for an INVITE that was not answered finally; the CANCEL itself has its 200.</summary>
    public sealed record Cancelled(ServerTransaction Invite, SipRequest Cancel) : CallInput;

    /// <summary>A response to a request of the call.</summary>
    public sealed record Response(RequestNumber Number, SipResponse Message) : CallInput;

    /// <summary>A request of the call got no final response.</summary>
    public sealed record Unanswered(RequestNumber Number, Calls.Unanswered Reason) : CallInput;

    /// <summary>A client transaction of the call is gone: no more responses will come.</summary>
    public sealed record TransactionEnded(RequestNumber Number) : CallInput;

    /// <summary>What to present; <see langword="null"/> when it could not be found out.</summary>
    public sealed record Chosen(ChoiceReply? Reply) : CallInput;

    /// <summary>News of the call's media session.</summary>
    public sealed record Media(MediaEvent Event) : CallInput;

    /// <summary>The caller wants what it hears to stop; answered by <see cref="CallEffect.StopAnswered"/>.</summary>
    public sealed record StopPresentation(Guid RequestId) : CallInput;

    /// <summary>Time passed: run what is due.</summary>
    public sealed record Tick : CallInput;

    /// <summary>The process stops: end the call now.</summary>
    public sealed record HangUp : CallInput;
}
