using Cmr.Domain.Content;

namespace Cmr.Persistence.Model;

/// <summary>A resource rendered to one payload format.</summary>
public sealed class RenditionRow
{
    /// <summary>The resource.</summary>
    public required string ResourceId { get; set; }

    /// <summary>Payload format; the number is the static RTP payload type.</summary>
    public TrackEncoding Encoding { get; set; }

    /// <summary>The track in the content store.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Size in octets.</summary>
    public long Bytes { get; set; }

    /// <summary>Number of 20 ms frames.</summary>
    public int Frames { get; set; }
}
