using System.ComponentModel.DataAnnotations;

namespace Cmr.Service.Content;

/// <summary>Where content comes in; section <c>Media</c>.</summary>
internal sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>Base of upload URLs, as clients reach the media worker. Default <c>http://127.0.0.1:8090</c>.</summary>
    [Required]
    public string UploadBaseUrl { get; init; } = "http://127.0.0.1:8090";

    /// <summary>Most octets of one piece of content, original or rendition. Default 64 MiB.</summary>
    [Range(1, 1_073_741_824)]
    public long MaximumContentBytes { get; init; } = 64 * 1024 * 1024;
}
