using Cmr.Protocols.Sip.Messages;
using static Cmr.Protocols.Sip.Transactions.TransactionInputKind;
using static Cmr.Protocols.Sip.Transactions.TransactionState;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>INVITE client transaction, RFC 3261 §17.1.1 with RFC 6026 §7.2. It acknowledges failure responses; the ACK of a 2xx is its user's.</summary>
public sealed class InviteClientTransaction : ClientTransaction
{
    private TimeSpan _interval;
    private SipRequest? _ack;
    private bool _cancelled;

    internal InviteClientTransaction(SipRequest request, SipEndpoint destination, SipTimerOptions options, TimeSpan? patience = null)
        : base(request, destination, options, patience, Calling)
    {
    }

    /// <summary>Somebody wants it cancelled and no provisional response has come yet, so CANCEL may not be sent (RFC 3261 §9.1).</summary>
    internal Text.Utf8Text? PendingCancelReason { get; set; }

    /// <summary>Timer C fired: the layer has to send a CANCEL (RFC 3261 §16.8).</summary>
    internal bool IsOverdue { get; private set; }

    private protected override TransactionState Next(in TransactionInput input, TransactionStep step) => (State, input.Kind) switch
    {
        (Calling, Start) => Begin(step),
        (Calling, TimerA) => SendAgain(step),
        (Calling, TimerB) => TimeOut(step),
        (Calling, TransportError) => Fail(step, Terminated),
        (Calling, Receive1xx) => Proceed(step),
        (Calling or Proceeding, Receive2xx) => Accept(step),
        (Calling or Proceeding, Receive300To699) => Complete(step),
        (Proceeding, Receive1xx) => Proceed(step),
        (Proceeding, TimerC) => Expire(),
        (Proceeding, CancelSent) => AwaitEnd(step),
        (Proceeding, TimerB) => TimeOut(step),                       // armed by CancelSent only, RFC 3261 §9.1
        (Completed, Receive300To699) => Send(_ack!, step, Completed), // made on entering Completed
        (Completed, TransportError) => Fail(step, Terminated),
        (Completed, TimerD) => Terminated,
        (Accepted, Receive2xx) => PassUp(step, Accepted),            // RFC 6026 §7.2
        (Accepted, TimerM) => Terminated,
        _ => State,
    };

    private TransactionState Begin(TransactionStep step)
    {
        _interval = Options.T1;
        if (!Destination.IsReliable)
        {
            Timers.Arm(SipTimer.A, step.Now + _interval);
        }

        Timers.Arm(SipTimer.B, step.Now + Patience);
        return Send(Request, step, Calling);
    }

    private TransactionState SendAgain(TransactionStep step)
    {
        _interval *= 2;
        Timers.Arm(SipTimer.A, step.Now + _interval);
        return Send(Request, step, Calling);
    }

    private TransactionState Proceed(TransactionStep step)
    {
        bool rings = step.Message is SipResponse response && response.Status != SipStatus.Trying;
        if (State is Calling)
        {
            Timers.DisarmAll();
        }

        if (!_cancelled && (rings || State is Calling))
        {
            Timers.Arm(SipTimer.C, step.Now + Options.C); // RFC 3261 §16.7 step 2: 100 does not prolong it
        }

        return PassUp(step, Proceeding);
    }

    private TransactionState Expire()
    {
        IsOverdue = true;
        return Proceeding;
    }

    private TransactionState AwaitEnd(TransactionStep step)
    {
        _cancelled = true;
        IsOverdue = false;
        Timers.Disarm(SipTimer.C);
        Timers.Arm(SipTimer.B, step.Now + Options.TimeOut);
        return Proceeding;
    }

    private TransactionState Accept(TransactionStep step)
    {
        Timers.DisarmAll();
        Timers.Arm(SipTimer.M, step.Now + Options.TimeOut);
        return PassUp(step, Accepted);
    }

    private TransactionState Complete(TransactionStep step)
    {
        Timers.DisarmAll();
        Timers.Arm(SipTimer.D, step.Now + (Destination.IsReliable ? TimeSpan.Zero : Options.D));
        _ack = RequestsOfTransaction.Ack(Request, (SipResponse)step.Message!); // response inputs carry one
        Send(_ack, step, Completed);
        return PassUp(step, Completed);
    }
}
