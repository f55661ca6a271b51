namespace Cmr.Contracts.MediaControl;

/// <summary>
/// Plays something else on the same ports, formats and synchronisation source: nothing changes for the peer but the sound. What plays until then
/// goes on until the new content is at hand. Answered by <see cref="MediaStarted"/>, by <see cref="MediaEnded"/> when a later command
/// took its place, or by <see cref="MediaFailed"/>, after which the session is as it was.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">See <see cref="MediaCommand"/>.</param>
/// <param name="Playlist">What to play, one item after the other; each item has a track in the session's encoding.</param>
/// <param name="Loop">Begin again after the last item, until stopped.</param>
public sealed record SwitchMedia(MediaSessionId SessionId, long CommandId, IReadOnlyList<PlaylistItem> Playlist, bool Loop) : MediaCommand(SessionId, CommandId);
