using Cmr.Protocols.Sip.Messages;
using static Cmr.Protocols.Sip.Transactions.TransactionInputKind;
using static Cmr.Protocols.Sip.Transactions.TransactionState;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>INVITE server transaction, RFC 3261 §17.2.1 with RFC 6026 §7.1. It retransmits failure responses; 2xx are its user's to repeat.</summary>
public sealed class InviteServerTransaction : ServerTransaction
{
    private TimeSpan _interval;

    internal InviteServerTransaction(SipRequest request, SipEndpoint responseDestination, SipTimerOptions options)
        : base(request, responseDestination, options, Proceeding)
    {
    }

    private protected override TransactionState Next(in TransactionInput input, TransactionStep step) => (State, input.Kind) switch
    {
        (Proceeding, Start) => Begin(step),
        (Proceeding, RequestAgain) => Resend(step),
        (Proceeding, TimerTrying) => Send(SipResponse.For(Request, SipStatus.Trying).Build(), step, Proceeding),
        (Proceeding, Send1xx) => Proceed(step),
        (Proceeding, Send2xx) => Accept(step),
        (Proceeding, Send300To699) => Complete(step),
        (Completed, RequestAgain) => Resend(step),
        (Completed, TimerG) => ResendAndDouble(step),                  // unreliable transport only
        (Completed, TimerH) => Abandon(step),
        (Completed, Ack) => Confirm(step),
        (Confirmed, TimerI) => Terminated,
        (Accepted, Send2xx) => SendGiven(step, Accepted),              // RFC 6026 §7.1
        (Accepted, Ack) => PassAckUp(step),                            // RFC 6026 §7.1
        (Accepted, TimerL) => Terminated,
        (Proceeding or Completed or Accepted, TransportError) => Fail(step, State), // RFC 6026 §7.1: stay
        _ => State,
    };

    private TransactionState Begin(TransactionStep step)
    {
        Timers.Arm(SipTimer.Trying, step.Now + Options.Trying);
        return Proceeding;
    }

    private TransactionState Proceed(TransactionStep step)
    {
        Timers.Disarm(SipTimer.Trying);
        return SendGiven(step, Proceeding);
    }

    private TransactionState Accept(TransactionStep step)
    {
        Timers.DisarmAll();
        Timers.Arm(SipTimer.L, step.Now + Options.TimeOut);
        return SendGiven(step, Accepted);
    }

    private TransactionState Complete(TransactionStep step)
    {
        Timers.DisarmAll();
        _interval = Options.T1;
        if (!ResponseDestination.IsReliable)
        {
            Timers.Arm(SipTimer.G, step.Now + _interval);
        }

        Timers.Arm(SipTimer.H, step.Now + Options.TimeOut);
        return SendGiven(step, Completed);
    }

    private TransactionState ResendAndDouble(TransactionStep step)
    {
        _interval = 2 * _interval < Options.T2 ? 2 * _interval : Options.T2;
        Timers.Arm(SipTimer.G, step.Now + _interval);
        return Resend(step);
    }

    private TransactionState Abandon(TransactionStep step)
    {
        step.Effects.Add(new TransactionEffect.AckMissing(this));
        return Terminated;
    }

    private TransactionState Confirm(TransactionStep step)
    {
        Timers.DisarmAll();
        Timers.Arm(SipTimer.I, step.Now + (ResponseDestination.IsReliable ? TimeSpan.Zero : Options.T4));
        return Confirmed;
    }

    private TransactionState PassAckUp(TransactionStep step)
    {
        step.Effects.Add(new TransactionEffect.AckReceived((SipRequest)step.Message!, ResponseDestination)); // ACK inputs carry one
        return Accepted;
    }
}
