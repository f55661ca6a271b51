namespace Cmr.Contracts.MediaControl;

/// <summary>Ends sending within 20 ms plus the fade; the session and its ports stay. Answered by <see cref="MediaEnded"/> (also when nothing was playing) or <see cref="MediaFailed"/>.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">See <see cref="MediaCommand"/>.</param>
/// <param name="FadeMs">Milliseconds over which the sound is faded out, 0 to 1000; 0 cuts.</param>
public sealed record StopMedia(MediaSessionId SessionId, long CommandId, int FadeMs) : MediaCommand(SessionId, CommandId);
