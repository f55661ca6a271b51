using System.ComponentModel.DataAnnotations;

namespace Cmr.Media.Sessions;

/// <summary>Section <c>Media:Sessions</c>.</summary>
internal sealed class MediaSessionOptions
{
    /// <summary>Sessions held at once, at most. Default 5000.</summary>
    [Range(1, 1_000_000)]
    public int Maximum { get; init; } = 5000;

    /// <summary>A session its controller has not named for this long is dropped. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open waits for content; less than the controller waits for its answer. Default 400 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ContentBudget { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a shutdown waits for sessions to end by themselves. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
