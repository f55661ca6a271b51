namespace Cmr.Persistence.Model;

/// <summary>Content, addressed by its hash. Its octets are in content_chunks.</summary>
public sealed class ContentBlobRow
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Size in octets.</summary>
    public long Bytes { get; set; }

    /// <summary>When it was stored, or stored again.</summary>
    public DateTimeOffset StoredAt { get; set; }
}
