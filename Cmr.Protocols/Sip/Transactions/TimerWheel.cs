using System.Numerics;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>
/// Transactions by their next deadline. Most of them wait for half a minute in case something is repeated: those lie in the slots of a wheel,
/// where coming and going costs the same however many there are. When the first slot comes up, its transactions go to a small heap, so the order stays exact.
/// </summary>
internal sealed class TimerWheel
{
    // 2^17 ticks of 100 ns are 13 ms; all slots together 53 s, more than 64·T1. What waits for longer (Timer C) goes to the heap at once
    private const int SlotBits = 17;
    private const int SlotCount = 4096;
    private const int WordBits = 64;
    private const long None = long.MaxValue;
    private readonly SipTransaction?[] _slots = new SipTransaction?[SlotCount];
    private readonly ulong[] _occupied = new ulong[SlotCount / WordBits];
    private readonly DeadlineQueue _near = new();
    private long _emptied = -1;
    private long _first = None;
    private int _far;

    /// <summary>Transactions that wait for something.</summary>
    internal int Count => _near.Count + _far;

    /// <summary>The earliest deadline; <see langword="null"/> when there is none.</summary>
    internal TimeSpan? Next
    {
        get
        {
            while (_first != None && (_near.Next is not { } near || SlotOf(near) >= _first)) Pour();
            return _near.Next;
        }
    }

    /// <summary>The transaction with the earliest deadline, once <see cref="Next"/> was asked for.</summary>
    internal SipTransaction First => _near.First;

    /// <summary>Puts a transaction where its next deadline belongs, or takes it out when it has none.</summary>
    internal void Update(SipTransaction transaction)
    {
        long slot = transaction.NextDeadline is { } deadline ? SlotOf(deadline) : None;
        if (slot != None && slot == transaction.WheelSlot) return;
        if (transaction.WheelSlot >= 0) Unlink(transaction);
        // Nothing lies in the wheel: it may begin anywhere
        if (slot != None && _first == None) _emptied = Math.Max(_emptied, slot - 1);
        if (slot <= _emptied || slot >= _emptied + SlotCount)
        {
            _near.Update(transaction);
            return;
        }

        _near.Remove(transaction);
        Link(transaction, slot);
    }

    private static long SlotOf(TimeSpan deadline) => deadline.Ticks >> SlotBits;

    private void Link(SipTransaction transaction, long slot)
    {
        _far++;
        int at = (int)(slot % SlotCount);
        SipTransaction? head = _slots[at];
        if (head is not null) head.WheelPrevious = transaction;
        (transaction.WheelSlot, transaction.WheelNext, transaction.WheelPrevious) = (slot, head, null);
        _slots[at] = transaction;
        _occupied[at / WordBits] |= 1UL << (at % WordBits);
        _first = Math.Min(_first, slot);
    }

    private void Unlink(SipTransaction transaction)
    {
        long slot = transaction.WheelSlot;
        int at = (int)(slot % SlotCount);
        if (transaction.WheelNext is { } next) next.WheelPrevious = transaction.WheelPrevious;
        if (transaction.WheelPrevious is { } previous) previous.WheelNext = transaction.WheelNext;
        else _slots[at] = transaction.WheelNext;
        Forget(transaction);
        if (_slots[at] is null) Vacate(slot);
    }

    private void Pour()
    {
        long slot = _first;
        int at = (int)(slot % SlotCount);
        SipTransaction? next = _slots[at];
        _slots[at] = null;
        while (next is { } transaction)
        {
            next = transaction.WheelNext;
            Forget(transaction);
            _near.Update(transaction);
        }

        _emptied = slot;
        Vacate(slot);
    }

    private void Vacate(long slot)
    {
        int at = (int)(slot % SlotCount);
        _occupied[at / WordBits] &= ~(1UL << (at % WordBits));
        if (slot == _first) _first = FirstAfter(slot);
    }

    // Slots lie at most one turn ahead of the one that was emptied last
    private long FirstAfter(long slot)
    {
        int start = (int)(slot % SlotCount);
        for (int i = 0; i <= _occupied.Length; i++)
        {
            int word = ((start / WordBits) + i) % _occupied.Length;
            ulong bits = _occupied[word];
            if (i == 0) bits &= ulong.MaxValue << (start % WordBits);
            if (bits == 0) continue;
            int at = (word * WordBits) + BitOperations.TrailingZeroCount(bits);
            return slot + ((at - start + SlotCount) % SlotCount);
        }

        return None;
    }

    private void Forget(SipTransaction transaction)
    {
        _far--;
        (transaction.WheelSlot, transaction.WheelNext, transaction.WheelPrevious) = (-1, null, null);
    }
}
