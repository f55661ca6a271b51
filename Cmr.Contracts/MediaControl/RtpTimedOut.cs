namespace Cmr.Contracts.MediaControl;

/// <summary>The peer sent RTP before, and has sent none for the configured time.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">Always <see langword="null"/>.</param>
public sealed record RtpTimedOut(MediaSessionId SessionId, long? CommandId) : MediaEvent(SessionId, CommandId);
