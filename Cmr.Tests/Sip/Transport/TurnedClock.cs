namespace Cmr.Tests.Sip.Transport;

/// <summary>Timestamps that a test turns by hand; timers of it run on the real clock.</summary>
internal sealed class TurnedClock : TimeProvider
{
    private long _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _timestamp);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _timestamp, by.Ticks);
}
