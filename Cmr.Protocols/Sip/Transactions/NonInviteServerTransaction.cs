using Cmr.Protocols.Sip.Messages;
using static Cmr.Protocols.Sip.Transactions.TransactionInputKind;
using static Cmr.Protocols.Sip.Transactions.TransactionState;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Non-INVITE server transaction, RFC 3261 §17.2.2.</summary>
public sealed class NonInviteServerTransaction : ServerTransaction
{
    internal NonInviteServerTransaction(SipRequest request, SipEndpoint responseDestination, SipTimerOptions options)
        : base(request, responseDestination, options, Trying)
    {
    }

    private protected override TransactionState Next(in TransactionInput input, TransactionStep step) => (State, input.Kind) switch
    {
        (Trying or Proceeding, Send1xx) => SendGiven(step, Proceeding),
        (Trying or Proceeding, Send2xx or Send300To699) => Complete(step),
        (Proceeding or Completed, RequestAgain) => Resend(step),
        (Proceeding or Completed, TransportError) => Fail(step, Terminated),
        (Completed, TimerJ) => Terminated,
        _ => State,
    };

    private TransactionState Complete(TransactionStep step)
    {
        Timers.Arm(SipTimer.J, step.Now + (ResponseDestination.IsReliable ? TimeSpan.Zero : Options.TimeOut));
        return SendGiven(step, Completed);
    }
}
