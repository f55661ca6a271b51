namespace Cmr.Contracts.MediaControl;

/// <summary>The first RTP packet has left.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">The <see cref="PlayMedia"/> or <see cref="SwitchMedia"/> this answers.</param>
public sealed record MediaStarted(MediaSessionId SessionId, long? CommandId) : MediaEvent(SessionId, CommandId);
