namespace Cmr.Contracts.MediaControl;

/// <summary>One resource to play, with the tracks it was rendered to.</summary>
/// <param name="ResourceId">The resource, for the log.</param>
/// <param name="Tracks">The same sound in several encodings, of which the negotiated one is played.</param>
public sealed record PlaylistItem(string ResourceId, IReadOnlyList<TrackReference> Tracks);
