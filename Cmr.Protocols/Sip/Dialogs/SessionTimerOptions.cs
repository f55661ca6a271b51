namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>What this end wants of session timers (RFC 4028).</summary>
public sealed record SessionTimerOptions
{
    /// <summary>Session interval asked for, and the longest one granted. Default 1800 s (RFC 4028 §4); zero: none is asked for, what peers ask for is granted.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary>Shortest interval accepted (Min-SE). Default 90 s, the least that RFC 4028 §5 allows.</summary>
    public TimeSpan Minimum { get; init; } = TimeSpan.FromSeconds(90);
}
