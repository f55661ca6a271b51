namespace Cmr.Contracts.MediaControl;

/// <summary>Something a media worker tells about one session: the answer to a command, or news of its own accord.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">The command this answers; <see langword="null"/> when it answers none.</param>
public abstract record MediaEvent(MediaSessionId SessionId, long? CommandId) : ControlMessage;
