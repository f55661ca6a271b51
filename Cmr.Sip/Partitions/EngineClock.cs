namespace Cmr.Sip.Partitions;

/// <summary>The one clock of all engines: monotonic, from the start of the process, and its relation to the time of day.</summary>
internal sealed class EngineClock(TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    public TimeSpan Now => time.GetElapsedTime(_startedAt);

    /// <summary>Time of day of a moment on this clock.</summary>
    public DateTimeOffset AtWall(TimeSpan moment) => time.GetUtcNow() - (Now - moment);

    public DateTimeOffset WallNow => time.GetUtcNow();

    /// <summary>A timer that is not armed yet. It may fire a little late, never early by more than its resolution.</summary>
    public ITimer CreateTimer(Action fired) => time.CreateTimer(static state => ((Action)state!)(), fired, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan); // the state is never null
}
