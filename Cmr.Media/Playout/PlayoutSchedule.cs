namespace Cmr.Media.Playout;

/// <summary>The absolute schedule: time is cut into ticks of 5 ms, four to a frame, so that a pump's streams spread over the 20 ms instead of leaving in one burst.</summary>
internal static class PlayoutSchedule
{
    /// <summary>Ticks in the 20 ms of a frame.</summary>
    public const int TicksPerFrame = 4;

    /// <summary>RTP clock units in a tick.</summary>
    public const int SamplesPerTick = G711.FrameLength / TicksPerFrame;

    /// <summary>A pump that is later than this (200 ms) gives up the frames it owes instead of sending them in a burst.</summary>
    public const int MaximumLag = 40;

    private const long ClockTicksPerTick = TimeSpan.TicksPerMillisecond * G711.FrameMs / TicksPerFrame;

    /// <summary>The last tick that has come.</summary>
    public static long TickAt(TimeSpan now) => now.Ticks / ClockTicksPerTick;

    /// <summary>When a tick comes.</summary>
    public static TimeSpan TimeOf(long tick) => new(tick * ClockTicksPerTick);
}
