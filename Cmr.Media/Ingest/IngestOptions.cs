using System.ComponentModel.DataAnnotations;

namespace Cmr.Media.Ingest;

/// <summary>Section <c>Media</c>: what uploads are taken and how they are rendered.</summary>
internal sealed class IngestOptions
{
    /// <summary>Largest file taken, in octets. Default 20 MiB.</summary>
    [Range(1, int.MaxValue)]
    public long MaxUploadBytes { get; init; } = 20 << 20;

    /// <summary>Longest playing time taken. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "12:00:00")]
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The renderer; looked for on the path.</summary>
    [Required]
    public string FfmpegPath { get; init; } = "ffmpeg";

    /// <summary>The prober; looked for on the path.</summary>
    [Required]
    public string FfprobePath { get; init; } = "ffprobe";

    /// <summary>Files rendered at once. Default 2.</summary>
    [Range(1, 64)]
    public int ConcurrentRenders { get; init; } = 2;

    /// <summary>Files that may wait for their turn; more are told to come again. Default 8.</summary>
    [Range(0, 10_000)]
    public int WaitingRenders { get; init; } = 8;

    /// <summary>Uploads received at once; more are told to come again. Default 64.</summary>
    [Range(1, 10_000)]
    public int ConcurrentUploads { get; init; } = 64;

    /// <summary>How long one run of the prober or the renderer may take. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ProcessTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
