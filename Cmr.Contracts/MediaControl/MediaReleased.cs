namespace Cmr.Contracts.MediaControl;

/// <summary>The session is no more.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">The <see cref="ReleaseMedia"/> this answers.</param>
public sealed record MediaReleased(MediaSessionId SessionId, long? CommandId) : MediaEvent(SessionId, CommandId);
