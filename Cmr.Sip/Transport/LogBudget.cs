namespace Cmr.Sip.Transport;

/// <summary>So many log lines a second, so that a flood of rubbish does not become a flood of log.</summary>
internal sealed class LogBudget(TimeProvider time, int perSecond)
{
    private readonly Lock _gate = new();
    private long _second;
    private int _taken;

    public bool TryTake()
    {
        long second = time.GetTimestamp() / time.TimestampFrequency;
        lock (_gate)
        {
            if (second != _second) (_second, _taken) = (second, 0);
            return _taken++ < perSecond;
        }
    }
}
