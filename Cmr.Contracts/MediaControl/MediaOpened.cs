namespace Cmr.Contracts.MediaControl;

/// <summary>The session is ready: content is at hand, ports are bound.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">The <see cref="OpenMedia"/> this answers.</param>
/// <param name="Streams">The worker's streams, one for each of the peer's, in the same order.</param>
public sealed record MediaOpened(MediaSessionId SessionId, long? CommandId, IReadOnlyList<LocalStream> Streams) : MediaEvent(SessionId, CommandId);
