namespace Cmr.Persistence.Model;

/// <summary>A piece of content.</summary>
public sealed class ContentChunkRow
{
    /// <summary>The content.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Place of the piece, from 0.</summary>
    public int Position { get; set; }

    /// <summary>At most 256 KiB.</summary>
    public required byte[] Data { get; set; }
}
