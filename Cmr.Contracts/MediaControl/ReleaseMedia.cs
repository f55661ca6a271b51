namespace Cmr.Contracts.MediaControl;

/// <summary>Ends the session at once and gives its ports back. Answered by <see cref="MediaReleased"/>, also when the worker knows no such session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">See <see cref="MediaCommand"/>.</param>
public sealed record ReleaseMedia(MediaSessionId SessionId, long CommandId) : MediaCommand(SessionId, CommandId);
