using System.ComponentModel.DataAnnotations;

namespace Cmr.Media.Content;

/// <summary>Section <c>Media</c>: where content comes from and is kept.</summary>
internal sealed class ContentOptions
{
    /// <summary>Base of the service's internal content endpoint. Default <c>http://127.0.0.1:8080</c>.</summary>
    [Required]
    public Uri ServiceUrl { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Folder of the disk cache and of uploads in progress; made when it is not there.</summary>
    [Required]
    public string CacheDirectory { get; init; } = Path.Combine(Path.GetTempPath(), "cmr-media");

    /// <summary>Octets of tracks kept on disk, at most. Default 1 GiB.</summary>
    [Range(0, long.MaxValue)]
    public long DiskCacheBytes { get; init; } = 1L << 30;

    /// <summary>Octets of tracks kept in memory beyond those being played, at most. Default 256 MiB.</summary>
    [Range(0, long.MaxValue)]
    public long MemoryCacheBytes { get; init; } = 256L << 20;

    /// <summary>Largest track taken from the service, in octets. Default 64 MiB, more than two hours.</summary>
    [Range(160, int.MaxValue)]
    public int MaximumTrackBytes { get; init; } = 64 << 20;

    /// <summary>How long a fetch from the service may take. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
