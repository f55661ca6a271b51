using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Hosting;

/// <summary>Section <c>Sip:SessionTimer</c>: RFC 4028, on each leg by itself. Peers without timers are refreshed by us.</summary>
internal sealed class SessionTimerSettings
{
    /// <summary>Session interval asked for and the longest granted. Default 30 min (RFC 4028 §4); zero: none is asked for, what peers ask for is granted.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Shortest interval that a peer may ask for; shorter ones get 422. Default 90 s, the least that RFC 4028 §5 allows.</summary>
    [Range(typeof(TimeSpan), "00:01:30", "01:00:00")]
    public TimeSpan Minimum { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The values make sense together.</summary>
    public bool IsValid => Minimum >= TimeSpan.FromSeconds(90) && (Interval == TimeSpan.Zero || Interval >= Minimum);
}
