using Cmr.Domain.Boxes;
using Cmr.Domain.Content;

namespace Cmr.Persistence.Model;

/// <summary>A CMR Resource (OMA TS Table 9) or a CMR Resource Box. Never removed: reports refer to it.</summary>
public sealed class ResourceRow
{
    /// <summary>Identifier that its provider gave it.</summary>
    public required string ResourceId { get; set; }

    /// <summary>Principal who made it and may change it.</summary>
    public required string OwnerPrincipalId { get; set; }

    /// <summary>CMR Resource provider.</summary>
    public string? ProviderId { get; set; }

    /// <summary>Content Provider or subscriber.</summary>
    public ResourceOriginator Originator { get; set; }

    /// <summary>Resource or box.</summary>
    public ResourceKind Kind { get; set; } = ResourceKind.Resource;

    /// <summary>Which of its resources a box presents; null: no box.</summary>
    public PresentationMode? PresentationMode { get; set; }

    /// <summary>Kind of content.</summary>
    public ResourceMediaType MediaType { get; set; }

    /// <summary>Media type with optional codecs parameter (RFC 2046, RFC 4281).</summary>
    public string? Format { get; set; }

    /// <summary>Name for people.</summary>
    public required string Name { get; set; }

    /// <summary>Price; null: none stated.</summary>
    public decimal? Price { get; set; }

    /// <summary>Owner of the copyright.</summary>
    public string? CopyrightOwner { get; set; }

    /// <summary>From then on it is presented no more.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Status that its provider gave it.</summary>
    public ResourceStatus Status { get; set; }

    /// <summary>Singer, director and so on.</summary>
    public string? Author { get; set; }

    /// <summary>Language tag (RFC 5646).</summary>
    public string? Language { get; set; }

    /// <summary>When its provider deleted it.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Uploaded content in the content store; null: none yet.</summary>
    public string? OriginalSha256 { get; set; }

    /// <summary>Media type of the upload as found.</summary>
    public string? OriginalMediaType { get; set; }

    /// <summary>Size of the upload in octets.</summary>
    public long? OriginalBytes { get; set; }

    /// <summary>Playing time in milliseconds.</summary>
    public long? DurationMs { get; set; }

    /// <summary>When the content was bound.</summary>
    public DateTimeOffset? ContentBoundAt { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
