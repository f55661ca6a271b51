namespace Cmr.Contracts.MediaControl;

/// <summary>A command could not be carried out, or the session broke. After the failure of an <see cref="OpenMedia"/>, or with no command named, there is no session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">The command that failed; <see langword="null"/> when the session itself broke.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">For the log, in English.</param>
public sealed record MediaFailed(MediaSessionId SessionId, long? CommandId, MediaFailureReason Reason, string Detail) : MediaEvent(SessionId, CommandId);
