using System.Collections.Immutable;
using Cmr.Domain.Content;

namespace Cmr.Persistence.Content;

/// <summary>What an upload gives to a resource.</summary>
/// <param name="UploadId">Identifier of the upload ticket.</param>
/// <param name="OriginalSha256">The uploaded octets in the store.</param>
/// <param name="OriginalMediaType">Their media type as found.</param>
/// <param name="OriginalBytes">Their number.</param>
/// <param name="DurationMs">Playing time in milliseconds.</param>
/// <param name="Tracks">The rendered tracks.</param>
public sealed record BoundContent(
    string UploadId, string OriginalSha256, string OriginalMediaType, long OriginalBytes, long DurationMs, ImmutableArray<RenderedTrack> Tracks);
