using Cmr.Protocols.Sip.Messages;
using static Cmr.Protocols.Sip.Transactions.TransactionInputKind;
using static Cmr.Protocols.Sip.Transactions.TransactionState;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Non-INVITE client transaction, RFC 3261 §17.1.2.</summary>
public sealed class NonInviteClientTransaction : ClientTransaction
{
    private TimeSpan _interval;

    internal NonInviteClientTransaction(SipRequest request, SipEndpoint destination, SipTimerOptions options, TimeSpan? patience = null)
        : base(request, destination, options, patience, Trying)
    {
    }

    private protected override TransactionState Next(in TransactionInput input, TransactionStep step) => (State, input.Kind) switch
    {
        (Trying, Start) => Begin(step),
        (Trying, TimerE) => SendAgain(step, 2 * _interval),
        (Proceeding, TimerE) => SendAgain(step, Options.T2),
        (Trying or Proceeding, TimerF) => TimeOut(step),
        (Trying or Proceeding, TransportError) => Fail(step, Terminated),
        (Trying or Proceeding, Receive1xx) => PassUp(step, Proceeding),
        (Trying or Proceeding, Receive2xx or Receive300To699) => Complete(step),
        (Completed, TimerK) => Terminated,
        _ => State,
    };

    private TransactionState Begin(TransactionStep step)
    {
        _interval = Options.T1;
        if (!Destination.IsReliable)
        {
            Timers.Arm(SipTimer.E, step.Now + _interval);
        }

        Timers.Arm(SipTimer.F, step.Now + Patience);
        return Send(Request, step, Trying);
    }

    private TransactionState SendAgain(TransactionStep step, TimeSpan interval)
    {
        _interval = interval < Options.T2 ? interval : Options.T2;
        Timers.Arm(SipTimer.E, step.Now + _interval);
        return Send(Request, step, State);
    }

    private TransactionState Complete(TransactionStep step)
    {
        Timers.DisarmAll();
        Timers.Arm(SipTimer.K, step.Now + (Destination.IsReliable ? TimeSpan.Zero : Options.T4));
        return PassUp(step, Completed);
    }
}
