using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>A request sent here.</summary>
public abstract class ClientTransaction : SipTransaction
{
    private protected ClientTransaction(SipRequest request, SipEndpoint destination, SipTimerOptions options, TimeSpan? patience, TransactionState initial)
        : base(request, options, initial)
    {
        Destination = destination;
        Patience = patience ?? options.TimeOut;
    }

    /// <summary>Where the request goes.</summary>
    public SipEndpoint Destination { get; }

    /// <summary>How long to wait for a first response.</summary>
    private protected TimeSpan Patience { get; }

    private protected override void Release()
    {
    }

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
