namespace Cmr.Contracts.MediaControl;

/// <summary>The 201 answer to an upload.</summary>
/// <param name="ResourceId">The resource that has the content now.</param>
/// <param name="Sha256">SHA-256 of the uploaded file, 64 lower-case hexadecimal digits.</param>
/// <param name="DurationMs">Playing time in milliseconds.</param>
/// <param name="Renditions">The tracks it was rendered to.</param>
public sealed record UploadReceipt(string ResourceId, string Sha256, long DurationMs, IReadOnlyList<RenderedTrack> Renditions);
