namespace Cmr.Persistence.Model;

/// <summary>An upload that was bound; its identifier is good once.</summary>
public sealed class UploadRow
{
    /// <summary>Identifier of the upload ticket.</summary>
    public required string UploadId { get; set; }

    /// <summary>The resource it was bound to.</summary>
    public required string ResourceId { get; set; }

    /// <summary>When it was bound.</summary>
    public DateTimeOffset BoundAt { get; set; }
}
