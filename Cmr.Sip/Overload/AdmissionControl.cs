namespace Cmr.Sip.Overload;

/// <summary>
/// How much new work one mailbox lets in. While everything is done in time there is no limit. When waiting lasts, the limit becomes a little
/// less than what was got done meanwhile, the less the longer the wait; when waiting is short it grows step by step, and goes when nobody feels it any more.
/// The least wait of an interval counts, as in CoDel (RFC 8289): it tells a queue that stands from a burst that passes.
/// Not for several threads at once; time comes from outside.
/// </summary>
internal sealed class AdmissionControl(OverloadOptions options)
{
    private const double MostDecrease = 0.5;
    private const double MostIncrease = 1.05;
    private const double FastIncrease = 1.5;
    // How many times the wished-for wait it takes to correct all of a deviation: the greater, the gentler
    private const double Gentleness = 5;
    private const double NoLimit = 100_000;
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(10);
    private double? _perSecond;
    private double _credit;
    private TimeSpan _creditedAt;
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
        if (_perSecond is not { } rate) return true;
        // Little is saved up: what is let in comes evenly, whoever sends it in bursts
        _credit = Math.Min(Math.Max(1, rate * Burst.TotalSeconds), _credit + rate * (now - _creditedAt).TotalSeconds);
        _creditedAt = now;
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
        // While work waits all the time, what was done is what can be done
        if (stands) _perSecond = Math.Max(options.MinNewPerSecond, Correction(wait) * done);
        else if (_perSecond is { } limit) _perSecond = Grow(limit, wait);
        (_begun, _done, _felt) = (now, 0, false);
        (_leastNew, _leastInProgress) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
    }

    private double Correction(TimeSpan wait) => Math.Clamp(1 + (options.TargetDelay - wait) / (Gentleness * options.TargetDelay), MostDecrease, MostIncrease);

    private double? Grow(double limit, TimeSpan wait)
    {
        double grown = limit * (_felt ? Correction(wait) : FastIncrease) + 1;
        return grown >= NoLimit ? null : grown;
    }

    // Nothing was taken out: then the wait is that of the oldest that still waits
    private static TimeSpan LeastOf(TimeSpan taken, TimeSpan oldest) => taken == TimeSpan.MaxValue ? oldest : taken;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
