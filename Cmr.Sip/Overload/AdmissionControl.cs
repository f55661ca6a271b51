namespace Cmr.Sip.Overload;

/// <summary>
/// How much new work one mailbox lets in. While everything is done in time there is no limit. When waiting lasts, the limit becomes a little
/// less than what was got done meanwhile; when waiting is short again it grows step by step, and goes when nobody feels it any more.
/// The least wait of an interval counts, as in CoDel (RFC 8289): it tells a queue that stands from a burst that passes.
/// Not for several threads at once; time comes from outside.
/// </summary>
internal sealed class AdmissionControl(OverloadOptions options)
{
    private const double Decrease = 0.9;
    private const double Increase = 1.05;
    private const double FastIncrease = 1.5;
    private const double NoLimit = 100_000;
    private double? _perSecond;
    private double _credit;
    private TimeSpan _begun;
    private TimeSpan _leastNew = TimeSpan.MaxValue;
    private TimeSpan _leastInProgress = TimeSpan.MaxValue;
    private int _done;
    private bool _felt;

    /// <summary>New work per second at present; <see langword="null"/>: as much as comes.</summary>
    public double? PerSecond => _perSecond;

    /// <summary>A message was taken out of the mailbox to be worked on.</summary>
    public void Taken(bool isNew, TimeSpan waited, TimeSpan now, in Backlog backlog)
    {
        Judge(now, backlog);
        if (isNew)
        {
            _done++;
            if (waited < _leastNew) _leastNew = waited;
        }
        else if (waited < _leastInProgress) _leastInProgress = waited;
    }

    /// <summary>Something new came: may it in?</summary>
    public bool TryAdmit(TimeSpan now, in Backlog backlog)
    {
        Judge(now, backlog);
        // Too late for judging slowly: it would be repeated before its turn comes
        if (backlog.Count >= options.MinBacklog && backlog.OldestAge > options.MaxDelay) return false;
        if (_perSecond is null) return true;
        if (_credit < 1)
        {
            _felt = true;
            return false;
        }

        _credit--;
        return true;
    }

    private void Judge(TimeSpan now, in Backlog backlog)
    {
        TimeSpan passed = now - _begun;
        if (passed < options.Interval) return;
        TimeSpan wait = Longer(LeastOf(_leastNew, backlog.NewAge), LeastOf(_leastInProgress, backlog.InProgressAge));
        bool stands = wait > options.TargetDelay && _done + backlog.Count >= options.MinBacklog;
        double done = _done / passed.TotalSeconds;
        if (stands) _perSecond = Math.Max(options.MinNewPerSecond, Decrease * Math.Min(_perSecond ?? double.MaxValue, done));
        else if (_perSecond is { } limit) _perSecond = Grow(limit);
        // What is let in comes spread over the interval, whatever was saved up before
        _credit = _perSecond is { } rate ? Math.Min(_credit, 1) + rate * options.Interval.TotalSeconds : 0;
        (_begun, _done, _felt) = (now, 0, false);
        (_leastNew, _leastInProgress) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
    }

    private double? Grow(double limit)
    {
        double grown = limit * (_felt ? Increase : FastIncrease) + 1;
        return grown >= NoLimit ? null : grown;
    }

    // Nothing was taken out: then the wait is that of the oldest that still waits
    private static TimeSpan LeastOf(TimeSpan taken, TimeSpan oldest) => taken == TimeSpan.MaxValue ? oldest : taken;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
