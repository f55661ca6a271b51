using Cmr.Contracts.MediaControl;

namespace Cmr.Media.Ingest;

/// <summary>A rendered track with its octets.</summary>
internal sealed record Rendition(RenderedTrack Track, byte[] Octets);
