namespace Cmr.Contracts.MediaControl;

/// <summary>Something a SIP node asks of a media worker for one session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">Rises within the session, from 1. A command that is repeated with the same id is not carried out again; its answer is repeated.</param>
public abstract record MediaCommand(MediaSessionId SessionId, long CommandId) : ControlMessage;
