using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>One of the four machines of RFC 3261 §17 with the Accepted states of RFC 6026; also the handle its user holds.</summary>
public abstract class SipTransaction
{
    private protected TimerTable Timers;

    private protected SipTransaction(SipRequest request, SipTimerOptions options, TransactionState initial)
    {
        Request = request;
        Options = options;
        State = initial;
    }

    /// <summary>The request, as sent or received; after the end what <see cref="Reduce"/> left of it.</summary>
    public SipRequest Request { get; private set; }

    /// <summary>State of the machine.</summary>
    public TransactionState State { get; private set; }

    /// <summary>Over.</summary>
    public bool IsTerminated => State is TransactionState.Terminated;

    /// <summary>A free place for what the user of the transaction needs to find again; the library never reads it.</summary>
    public object? Tag { get; set; }

    /// <summary>The next moment at which <see cref="Fire"/> has something to do.</summary>
    internal TimeSpan? NextDeadline => Timers.Next;

    /// <summary>Place in the deadline queue, -1 when not in it; belongs to the queue.</summary>
    internal int QueueIndex { get; set; } = -1;

    /// <summary>Slot of the timer wheel, -1 when in none; belongs to the wheel, like the neighbours there.</summary>
    internal long WheelSlot { get; set; } = -1;

    internal SipTransaction? WheelNext { get; set; }

    internal SipTransaction? WheelPrevious { get; set; }

    private protected SipTimerOptions Options { get; }

    /// <summary>Replaces the request of a transaction that is over by a shorter one, for users who keep the handle long. Before the end it does nothing.</summary>
    public void Reduce(SipRequest rest)
    {
        if (IsTerminated) Request = rest;
    }

    /// <summary>Feeds one input. Inputs that the state has no use for are ignored.</summary>
    internal void Step(in TransactionInput input, TimeSpan now, List<TransactionEffect> effects)
    {
        if (IsTerminated)
        {
            return;
        }

        State = Next(input, new TransactionStep(input.Message, now, effects));
        if (IsTerminated)
        {
            Timers.DisarmAll();
            Release();
            effects.Add(new TransactionEffect.Terminated(this));
        }
    }

    /// <summary>Ends it outside its machine: nothing has to be kept for repetitions.</summary>
    internal void Forget(List<TransactionEffect> effects)
    {
        if (IsTerminated)
        {
            return;
        }

        State = TransactionState.Terminated;
        Timers.DisarmAll();
        Release();
        effects.Add(new TransactionEffect.Terminated(this));
    }

    /// <summary>Runs every timer that is due.</summary>
    internal void Fire(TimeSpan now, List<TransactionEffect> effects)
    {
        while (Timers.TryTakeDue(now, out SipTimer timer))
        {
            Step(TransactionInput.Timer(timer), now, effects);
        }
    }

    /// <summary>Lets go of messages: nothing is sent any more, but the user may hold on to the handle for as long as a call lasts.</summary>
    private protected abstract void Release();

    private protected abstract TransactionState Next(in TransactionInput input, TransactionStep step);

    private protected TransactionState Fail(TransactionStep step, TransactionState next)
    {
        step.Effects.Add(new TransactionEffect.TransportFailed(this));
        return next;
    }
}
