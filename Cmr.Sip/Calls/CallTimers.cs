namespace Cmr.Sip.Calls;

/// <summary>The named deadlines of one call. Data, not timer objects: whoever runs the call asks for the next one.</summary>
internal sealed class CallTimers
{
    private static readonly int Count = Enum.GetValues<CallTimer>().Length;

    // Made when something is armed: a call that is talked in waits for nothing
    private TimeSpan?[] _deadlines = [];

    /// <summary>The earliest deadline.</summary>
    public TimeSpan? Next
    {
        get
        {
            TimeSpan? next = null;
            foreach (TimeSpan? deadline in _deadlines)
            {
                if (deadline is { } at && !(next <= at)) next = at;
            }

            return next;
        }
    }

    public void Arm(CallTimer timer, TimeSpan at)
    {
        if (_deadlines.Length == 0) _deadlines = new TimeSpan?[Count];
        _deadlines[(int)timer] = at;
    }

    public void Disarm(CallTimer timer)
    {
        if (_deadlines.Length > 0) _deadlines[(int)timer] = null;
    }

    public void DisarmAll() => _deadlines = [];

    public bool IsArmed(CallTimer timer) => _deadlines.Length > 0 && _deadlines[(int)timer] is not null;

    /// <summary>Gives back room that is not needed for now.</summary>
    public void Rest()
    {
        if (Next is null) DisarmAll();
    }

    /// <summary>Takes one timer that is due, disarming it.</summary>
    public bool TryTakeDue(TimeSpan now, out CallTimer timer)
    {
        for (int i = 0; i < _deadlines.Length; i++)
        {
            if (_deadlines[i] is not { } at || at > now) continue;
            _deadlines[i] = null;
            timer = (CallTimer)i;
            return true;
        }

        timer = default;
        return false;
    }
}
