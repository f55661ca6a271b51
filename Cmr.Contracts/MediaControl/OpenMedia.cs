namespace Cmr.Contracts.MediaControl;

/// <summary>Makes a session: binds ports, chooses formats, fetches the content. Nothing is sent before <see cref="PlayMedia"/>. Answered by <see cref="MediaOpened"/> or <see cref="MediaFailed"/>.</summary>
/// <param name="SessionId">The new session.</param>
/// <param name="CommandId">See <see cref="MediaCommand"/>.</param>
/// <param name="Streams">The peer's streams, one per m-line of its offer, in order; the worker answers each (RFC 3264 §6).</param>
/// <param name="Playlist">What to play, one item after the other.</param>
public sealed record OpenMedia(MediaSessionId SessionId, long CommandId, IReadOnlyList<RemoteStream> Streams, IReadOnlyList<PlaylistItem> Playlist)
    : MediaCommand(SessionId, CommandId);
