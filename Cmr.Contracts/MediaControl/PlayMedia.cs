namespace Cmr.Contracts.MediaControl;

/// <summary>Starts sending, from the beginning of the playlist. To be sent only once the answer SDP is with the peer (RFC 6337 §3.1.1). Answered by <see cref="MediaStarted"/> or <see cref="MediaFailed"/>.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">See <see cref="MediaCommand"/>.</param>
/// <param name="Loop">Begin again after the last item, until stopped.</param>
public sealed record PlayMedia(MediaSessionId SessionId, long CommandId, bool Loop) : MediaCommand(SessionId, CommandId);
