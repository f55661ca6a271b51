namespace Cmr.Contracts.MediaControl;

/// <summary>Ties uploaded content to its resource: the body of <c>POST /internal/resources/{resourceId}/content</c>. All blobs named here were put before.</summary>
/// <param name="UploadId">Of the <see cref="UploadTicket"/>; good once.</param>
/// <param name="Expires">Of the <see cref="UploadTicket"/>, seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Original">What was uploaded.</param>
/// <param name="DurationMs">Playing time in milliseconds.</param>
/// <param name="Tracks">What it was rendered to, one per encoding.</param>
public sealed record ContentBinding(string UploadId, long Expires, OriginalContent Original, long DurationMs, IReadOnlyList<RenderedTrack> Tracks);
