using System.Runtime.CompilerServices;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Deadlines by timer name, within the transaction itself: no machine has more than three armed at once.</summary>
internal struct TimerTable
{
    private Slots _slots;

    /// <summary>The earliest deadline; <see langword="null"/> when nothing is armed.</summary>
    internal readonly TimeSpan? Next => First() is >= 0 and int first ? _slots[first].At : null;

    internal void Arm(SipTimer timer, TimeSpan deadline)
    {
        int at = IndexOf((byte)(timer + 1));
        if (at < 0) at = IndexOf(0);
        if (at < 0) throw new InvalidOperationException("a machine has more timers armed than it was made for");
        _slots[at] = new Slot(deadline, (byte)(timer + 1));
    }

    internal void Disarm(SipTimer timer)
    {
        if (IndexOf((byte)(timer + 1)) is >= 0 and int at) _slots[at] = default;
    }

    internal void DisarmAll() => _slots = default;

    /// <summary>Takes the earliest timer that is due and disarms it; of several the one that comes first by name.</summary>
    internal bool TryTakeDue(TimeSpan now, out SipTimer timer)
    {
        timer = default;
        int first = First();
        if (first < 0 || _slots[first].At > now) return false;
        timer = (SipTimer)(_slots[first].Name - 1);
        _slots[first] = default;
        return true;
    }

    private readonly int IndexOf(byte name)
    {
        for (int i = 0; i < Slots.Count; i++)
        {
            if (_slots[i].Name == name) return i;
        }

        return -1;
    }

    private readonly int First()
    {
        int first = -1;
        for (int i = 0; i < Slots.Count; i++)
        {
            Slot slot = _slots[i];
            if (slot.Name != 0 && (first < 0 || (slot.At, slot.Name).CompareTo((_slots[first].At, _slots[first].Name)) < 0)) first = i;
        }

        return first;
    }

    /// <param name="At">Deadline.</param>
    /// <param name="Name">The timer and 1; 0: a free place.</param>
    private readonly record struct Slot(TimeSpan At, byte Name);

    [InlineArray(Count)]
    private struct Slots
    {
        internal const int Count = 3;
        private Slot _first;
    }
}
