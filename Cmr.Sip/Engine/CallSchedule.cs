namespace Cmr.Sip.Engine;

/// <summary>The calls by their next deadline. A call leaves it with its end: a session timer that runs for half an hour must not hold on to it for so long.</summary>
internal sealed class CallSchedule
{
    private readonly SortedSet<CallEntry> _queue = new(Comparer<CallEntry>.Create(Compare));

    /// <summary>When <see cref="TryTakeDue"/> may find something.</summary>
    public TimeSpan? Next => _queue.Min?.ScheduledAt;

    /// <summary>Notes the deadline of a call after a step, or after its end.</summary>
    public void Update(CallEntry entry)
    {
        TimeSpan deadline = entry.HasEnded ? TimeSpan.MaxValue : entry.Call.Deadline ?? TimeSpan.MaxValue;
        if (deadline != entry.ScheduledAt) Move(entry, deadline);
    }

    /// <summary>Takes a call with something due.</summary>
    public bool TryTakeDue(TimeSpan now, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CallEntry? due)
    {
        due = _queue.Min is { } first && first.ScheduledAt <= now ? first : null;
        if (due is null) return false;
        Move(due, TimeSpan.MaxValue);
        return true;
    }

    private void Move(CallEntry entry, TimeSpan deadline)
    {
        if (entry.ScheduledAt != TimeSpan.MaxValue) _queue.Remove(entry);
        entry.ScheduledAt = deadline;
        if (deadline != TimeSpan.MaxValue) _queue.Add(entry);
    }

    private static int Compare(CallEntry left, CallEntry right)
    {
        int byTime = left.ScheduledAt.CompareTo(right.ScheduledAt);
        return byTime != 0 ? byTime : left.Key.Value.CompareTo(right.Key.Value);
    }
}
