using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>A request sent here.</summary>
public abstract class ClientTransaction : SipTransaction
{
    private protected ClientTransaction(SipRequest request, SipEndpoint destination, SipTimerOptions options, TransactionState initial)
        : base(request, options, initial) => Destination = destination;

    /// <summary>Where the request goes.</summary>
    public SipEndpoint Destination { get; }

    private protected TransactionState Send(SipMessage message, TransactionStep step, TransactionState next)
    {
        step.Effects.Add(new TransactionEffect.Send(message, Destination, this));
        return next;
    }

    private protected TransactionState PassUp(TransactionStep step, TransactionState next)
    {
        step.Effects.Add(new TransactionEffect.ResponseReceived(this, (SipResponse)step.Message!)); // response inputs carry one
        return next;
    }

    private protected TransactionState TimeOut(TransactionStep step)
    {
        step.Effects.Add(new TransactionEffect.TimedOut(this));
        return TransactionState.Terminated;
    }
}
