namespace Cmr.Sip.Engine;

/// <summary>The calls by their next deadline. Entries are lazy: one that turns out to be early is put back.</summary>
internal sealed class CallSchedule
{
    private readonly PriorityQueue<CallEntry, TimeSpan> _queue = new();

    /// <summary>When <see cref="TryTakeDue"/> may find something.</summary>
    public TimeSpan? Next => _queue.TryPeek(out _, out TimeSpan at) ? at : null;

    /// <summary>Notes the deadline of a call after a step.</summary>
    public void Update(CallEntry entry)
    {
        if (entry.Call.Deadline is not { } deadline || deadline >= entry.ScheduledAt) return;
        entry.ScheduledAt = deadline;
        _queue.Enqueue(entry, deadline);
    }

    /// <summary>Takes a call with something due.</summary>
    public bool TryTakeDue(TimeSpan now, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CallEntry? due)
    {
        while (_queue.TryPeek(out CallEntry? entry, out TimeSpan at) && at <= now)
        {
            _queue.Dequeue();
            if (entry.HasEnded || at != entry.ScheduledAt) continue;
            entry.ScheduledAt = TimeSpan.MaxValue;
            if (entry.Call.Deadline <= now)
            {
                due = entry;
                return true;
            }

            Update(entry);
        }

        due = null;
        return false;
    }
}
