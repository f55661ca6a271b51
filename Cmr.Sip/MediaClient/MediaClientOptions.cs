using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.MediaClient;

/// <summary>Section <c>Media</c> of the SIP process.</summary>
internal sealed class MediaClientOptions
{
    /// <summary>Control addresses of the media workers, each <c>host:port</c>.</summary>
    [Required]
    public IReadOnlyList<string> Workers { get; init; } = [];

    /// <summary>How long a command may take before the call goes on without media. Default 500 ms (T_ms).</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan CommandBudget { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the sessions in use are named to their worker, which drops others after 30 s. Default 8 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:14")]
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long connecting and proving may take. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Wait before the first attempt to connect again; doubled with each failure. Default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between attempts to connect. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan MaximumReconnectDelay { get; init; } = TimeSpan.FromSeconds(5);
}
