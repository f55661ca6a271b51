namespace Cmr.Tests.Service.Hosting;

/// <summary>A clock that goes on only when it is turned; its date is today's.</summary>
internal sealed class HandClock : TimeProvider
{
    private long _ticks = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Turn(TimeSpan span) => Interlocked.Add(ref _ticks, span.Ticks);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);
}
