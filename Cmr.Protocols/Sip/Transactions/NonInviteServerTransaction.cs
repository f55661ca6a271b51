using Cmr.Protocols.Sip.Messages;
using static Cmr.Protocols.Sip.Transactions.TransactionInputKind;
using static Cmr.Protocols.Sip.Transactions.TransactionState;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>
/// Non-INVITE server transaction, RFC 3261 §17.2.2 with RFC 4320: a 100 when the client has slowed down to T2, never a 408,
/// and nothing at all once the client has given up.
/// </summary>
public sealed class NonInviteServerTransaction : ServerTransaction
{
    internal NonInviteServerTransaction(SipRequest request, SipEndpoint responseDestination, SipTimerOptions options)
        : base(request, responseDestination, options, Trying)
    {
    }

    private protected override TransactionState Next(in TransactionInput input, TransactionStep step) => (State, input.Kind) switch
    {
        (Trying, Start) => Begin(step),
        (Trying, TimerTrying) => Send(SipResponse.For(Request, SipStatus.Trying).Build(), step, Proceeding), // RFC 4320 §4.1
        (Trying or Proceeding, TimerF) => Terminated,                                                        // RFC 4320 §4.2
        (Trying or Proceeding, Send1xx) => Proceed(step),
        (Trying or Proceeding, Send2xx or Send300To699) => Complete(step),
        (Proceeding or Completed, RequestAgain) => Resend(step),
        (Proceeding or Completed, TransportError) => Fail(step, Terminated),
        (Completed, TimerJ) => Terminated,
        _ => State,
    };

    private TransactionState Begin(TransactionStep step)
    {
        Timers.Arm(SipTimer.Trying, step.Now + Options.TryingNonInvite);
        Timers.Arm(SipTimer.F, step.Now + Options.TimeOut);
        return Trying;
    }

    private TransactionState Proceed(TransactionStep step)
    {
        Timers.Disarm(SipTimer.Trying);
        return SendGiven(step, Proceeding);
    }

    private TransactionState Complete(TransactionStep step)
    {
        // The client has its own clock; a 408 would only tell proxies on the way something wrong (RFC 4320 §4.2)
        if (step.Message is SipResponse { Status.Code: 408 })
        {
            return State;
        }

        Timers.DisarmAll();
        Timers.Arm(SipTimer.J, step.Now + (ResponseDestination.IsReliable ? TimeSpan.Zero : Options.TimeOut));
        return SendGiven(step, Completed);
    }
}
