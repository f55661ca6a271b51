namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Deadlines by timer name.</summary>
internal sealed class TimerTable
{
    private readonly TimeSpan[] _deadlines = new TimeSpan[(int)SipTimer.Trying + 1];

    internal TimerTable() => DisarmAll();

    /// <summary>The earliest deadline; <see langword="null"/> when nothing is armed.</summary>
    internal TimeSpan? Next
    {
        get
        {
            TimeSpan next = _deadlines.Min();
            return next == TimeSpan.MaxValue ? null : next;
        }
    }

    internal void Arm(SipTimer timer, TimeSpan deadline) => _deadlines[(int)timer] = deadline;

    internal void Disarm(SipTimer timer) => _deadlines[(int)timer] = TimeSpan.MaxValue;

    internal void DisarmAll() => Array.Fill(_deadlines, TimeSpan.MaxValue);

    /// <summary>Takes the earliest timer that is due and disarms it.</summary>
    internal bool TryTakeDue(TimeSpan now, out SipTimer timer)
    {
        int at = Array.IndexOf(_deadlines, _deadlines.Min());
        timer = (SipTimer)at;
        if (_deadlines[at] > now)
        {
            return false;
        }

        Disarm(timer);
        return true;
    }
}
