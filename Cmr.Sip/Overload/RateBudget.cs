namespace Cmr.Sip.Overload;

/// <summary>So many a second, and as many at once. Not for several threads at once.</summary>
internal sealed class RateBudget(int perSecond)
{
    private double _credit = perSecond;
    private TimeSpan _filledAt;

    public bool TryTake(TimeSpan now)
    {
        if (now > _filledAt) _credit = Math.Min(perSecond, _credit + (now - _filledAt).TotalSeconds * perSecond);
        _filledAt = now;
        if (_credit < 1) return false;
        _credit--;
        return true;
    }
}
