using System.Diagnostics.CodeAnalysis;
using Cmr.Sip.Engine;
using Cmr.Sip.Overload;

namespace Cmr.Sip.Partitions;

/// <summary>
/// What waits for one engine, in two lanes: work in progress and inputs of our own first, requests that open something new behind them.
/// The messages of one call keep their order: whatever follows a request that still waits among the new ones (its CANCEL, say) waits behind it.
/// Many threads add; whoever claims it is the only one that takes, until it gives it back.
/// </summary>
internal sealed class Mailbox(int maxInProgress, int maxNew, AdmissionControl control)
{
    private const int CallSlots = 4096;
    // Even a storm on dialogs does not stop new work altogether: one of it for so many of the others
    private const int InProgressInARow = 32;
    private readonly Lock _gate = new();
    private readonly Lane _inProgress = new();
    private readonly Lane _new = new();
    private readonly int[] _newOfSlot = new int[CallSlots];
    private readonly TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _messagesInProgress;
    private int _row;
    private bool _claimed;
    private bool _closed;

    /// <summary>How long messages of work in progress have waited.</summary>
    public HistogramValues InProgressWaits { get; } = MakeWaits();

    /// <summary>How long messages that open something new have waited.</summary>
    public HistogramValues NewWaits { get; } = MakeWaits();

    /// <summary>What waits now.</summary>
    public Backlog BacklogAt(TimeSpan now)
    {
        lock (_gate) return Look(now);
    }

    /// <summary>The limit on new work; <see langword="null"/>: none.</summary>
    public double? NewPerSecond => control.PerSecond;

    /// <summary>Something new came: is there time for it? Ask once for each, and put it in then.</summary>
    public bool MayEnter(TimeSpan now)
    {
        lock (_gate) return _new.Messages < maxNew && control.TryAdmit(now, Look(now));
    }

    /// <summary>Puts a message in.</summary>
    /// <param name="message">What came.</param>
    /// <param name="isNew">It opens something new.</param>
    /// <param name="call">A hash of its Call-ID.</param>
    /// <param name="now">Time.</param>
    /// <returns>False when its lane is full.</returns>
    public bool TryAdd(EngineInput.Message message, bool isNew, ulong call, TimeSpan now)
    {
        int slot = (int)(call % CallSlots);
        lock (_gate)
        {
            if (_closed) return false;
            if (isNew ? _new.Messages >= maxNew : _messagesInProgress >= maxInProgress) return false;
            if (!isNew) _messagesInProgress++;
            if (isNew || _newOfSlot[slot] > 0)
            {
                _newOfSlot[slot]++;
                _new.Add(new Lane.Waiting(message, now, isNew ? slot : ~slot));
            }
            else _inProgress.Add(new Lane.Waiting(message, now, ~slot));
        }

        return true;
    }

    /// <summary>Puts an input of our own in. There are never more of them than questions asked, so none is turned away.</summary>
    /// <returns>True when nobody is taking, so that somebody has to begin.</returns>
    public bool Post(EngineInput input, TimeSpan now)
    {
        lock (_gate)
        {
            if (_closed) return false;
            _inProgress.Add(new Lane.Waiting(input, now, 0));
            return !_claimed;
        }
    }

    /// <summary>Takes what is next.</summary>
    public bool TryTake(TimeSpan now, [NotNullWhen(true)] out EngineInput? input)
    {
        lock (_gate)
        {
            bool fromNew = _inProgress.IsEmpty || (_row >= InProgressInARow && !_new.IsEmpty);
            _row = fromNew ? 0 : _row + 1;
            Lane.Waiting waiting;
            bool any = fromNew ? _new.TryTake(out waiting) : _inProgress.TryTake(out waiting);
            input = any ? waiting.Input : null;
            if (any && input is EngineInput.Message) Settle(waiting, fromNew, now);
            return any;
        }
    }

    /// <summary>Takes the mailbox over, unless somebody has it or nothing waits.</summary>
    public bool TryClaim()
    {
        lock (_gate)
        {
            if (_claimed || (_inProgress.IsEmpty && _new.IsEmpty)) return false;
            return _claimed = true;
        }
    }

    /// <summary>Gives the mailbox back. Who put something in meanwhile found it taken: look again afterwards.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _claimed = false;
            if (_closed && _inProgress.IsEmpty && _new.IsEmpty) _emptied.TrySetResult();
        }
    }

    /// <summary>Nothing more comes in; what waits may still be taken.</summary>
    /// <returns>Ends when nothing waits and nobody takes any more.</returns>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _closed = true;
            if (!_claimed && _inProgress.IsEmpty && _new.IsEmpty) _emptied.TrySetResult();
            return _emptied.Task;
        }
    }

    private void Settle(in Lane.Waiting waiting, bool fromNew, TimeSpan now)
    {
        bool isNew = waiting.CallSlot >= 0;
        if (!isNew) _messagesInProgress--;
        if (fromNew) _newOfSlot[isNew ? waiting.CallSlot : ~waiting.CallSlot]--;
        (isNew ? NewWaits : InProgressWaits).Add(now - waiting.Since);
        control.Taken(isNew, now - waiting.Since, now, Look(now));
    }

    private Backlog Look(TimeSpan now) => new(_new.Messages + _inProgress.Messages, _new.AgeAt(now), _inProgress.AgeAt(now));

    private static HistogramValues MakeWaits() => new(0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 2);
}
