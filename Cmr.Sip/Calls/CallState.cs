using Cmr.Domain.Calls;
using Cmr.Protocols.Text;
using Cmr.Sip.Legs;
using Cmr.Sip.Presentation;

namespace Cmr.Sip.Calls;

/// <summary>The parts of a call and where it stands. One flow after the other works on it, all in one thread.</summary>
internal sealed class CallState(CallContext context, CallerLeg caller, CalledLeg called, CallerPresentation presentation)
{
    private bool _byeToCallerPending;
    private Utf8Text _byeReason;

    public CallContext Context => context;

    public CallerLeg Caller => caller;

    public CalledLeg Called => called;

    public CallerPresentation Presentation => presentation;

    public DialogPairs Pairs { get; } = new(caller);

    public CallPhase Phase { get; set; }

    public TimeSpan ReceivedAt { get; } = context.Now;

    public TimeSpan? RingingAt { get; set; }

    public TimeSpan? AnsweredAt { get; set; }

    public TimeSpan EndedAt { get; private set; }

    public CallOutcome Outcome { get; private set; }

    /// <summary>The dialog in which the caller got its 2xx.</summary>
    public CallerDialog? CallerDialog { get; set; }

    /// <summary>The next moment at which something is due.</summary>
    public TimeSpan? Deadline
    {
        get
        {
            TimeSpan? next = Earlier(context.Timers.Next, caller.Deadline);
            next = Earlier(next, CallerDialog?.Accepted?.Retransmission.Deadline);
            next = Earlier(next, called.Answered?.Accepted?.Retransmission.Deadline);
            return Phase is CallPhase.Connected ? Earlier(next, Earlier(caller.Timer.Deadline, called.Timer.Deadline)) : next;
        }
    }

    /// <summary>The caller's leg needs nothing more.</summary>
    public bool IsCallerOver { get; private set; }

    /// <summary>The call is talked in, and no request is open.</summary>
    public bool IsAtRest => Phase is CallPhase.Connected && caller.IsSettled && !context.HasOpenRequests;

    /// <summary>Both legs are over and no request is open.</summary>
    public bool IsOver => Phase is CallPhase.Ending && IsCallerOver && called.State is CalledLegState.Over or CalledLegState.Idle && !context.HasOpenRequests;

    /// <summary>Ends the call: releases the media and both parties.</summary>
    /// <param name="outcome">For the record; after an answer it stays <see cref="CallOutcome.Answered"/>.</param>
    /// <param name="reason">Value of Reason towards the parties (RFC 3326); empty for none.</param>
    /// <param name="endCaller">Gives the caller its final response, when it has none yet.</param>
    public void End(CallOutcome outcome, Utf8Text reason, Action<CallerLeg> endCaller)
    {
        if (Phase is CallPhase.Ending) return;
        bool connected = Phase is CallPhase.Connected;
        Phase = CallPhase.Ending;
        Outcome = connected ? CallOutcome.Answered : outcome;
        EndedAt = context.Now;
        context.Timers.DisarmAll();
        caller.Timer.Stop();
        called.Timer.Stop();
        presentation.End();
        if (!connected) endCaller(caller);
        if (caller.FinalStatus is >= 200 and < 300) HangUpCaller(reason);
        else IsCallerOver = true;
        called.HangUp(reason);
    }

    /// <summary>The caller hung up an answered call; its BYE has its 200.</summary>
    public void LeaveCaller() => IsCallerOver = true;

    /// <summary>The caller's BYE crossed the end of the call: ours, if it still waits for the ACK, is not wanted any more.</summary>
    public void OnCallerLeftToo()
    {
        if (!_byeToCallerPending) return;
        _byeToCallerPending = false;
        IsCallerOver = true;
    }

    /// <summary>The ACK came, or will not: a BYE that waited for it may leave (RFC 3261 §15).</summary>
    public void OnCallerSettled()
    {
        if (!_byeToCallerPending || CallerDialog is not { } dialog) return;
        _byeToCallerPending = false;
        SendByeToCaller(dialog);
    }

    /// <summary>
    /// Lets go of what a call needs only while something happens. It is talked in for minutes or hours, by tens of thousands at once,
    /// so what it keeps meanwhile is what the size of a node follows from.
    /// </summary>
    public void Rest()
    {
        CallerDialog?.Rest();
        caller.Rest();
        called.Rest(caller.Invite);
        presentation.Rest();
        context.Rest();
    }

    private static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) => left is { } a && right is { } b ? (a < b ? a : b) : left ?? right;

    private void HangUpCaller(Utf8Text reason)
    {
        if (IsCallerOver) return;
        _byeReason = reason;
        if (CallerDialog is not { } dialog) IsCallerOver = true;
        else if (!caller.IsSettled) _byeToCallerPending = true;
        else SendByeToCaller(dialog);
    }

    private void SendByeToCaller(CallerDialog dialog) => DialogEnd.SendBye(context, dialog, _byeReason, () => IsCallerOver = true);
}
