using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>A request received here.</summary>
public abstract class ServerTransaction : SipTransaction
{
    private protected ServerTransaction(SipRequest request, SipEndpoint responseDestination, SipTimerOptions options, TransactionState initial)
        : base(request, options, initial) => ResponseDestination = responseDestination;

    /// <summary>Where responses go.</summary>
    public SipEndpoint ResponseDestination { get; }

    /// <summary>The response sent last; <see langword="null"/> before the first, and after the end.</summary>
    public SipResponse? LastResponse { get; private set; }

    /// <summary>What repetitions are found by; belongs to the table.</summary>
    internal ServerTransactionKey Key { get; set; }

    private protected override void Release() => LastResponse = null;

    private protected TransactionState Send(SipResponse response, TransactionStep step, TransactionState next)
    {
        LastResponse = response;
        step.Effects.Add(new TransactionEffect.Send(response, ResponseDestination, this));
        return next;
    }

    private protected TransactionState SendGiven(TransactionStep step, TransactionState next) =>
        Send((SipResponse)step.Message!, step, next); // send inputs carry one

    private protected TransactionState Resend(TransactionStep step) =>
        LastResponse is { } response ? Send(response, step, State) : State;
}
