namespace Cmr.Contracts.MediaControl;

/// <summary>Tells which sessions the controller still has. A session that is named by no keep-alive and no command for 30 s is dropped. Answered by <see cref="WorkerLoad"/>.</summary>
/// <param name="Sessions">At most <see cref="MaximumSessions"/>; a busier controller sends several.</param>
public sealed record KeepAlive(IReadOnlyList<MediaSessionId> Sessions) : ControlMessage
{
    /// <summary>Session ids that fit a frame with room to spare.</summary>
    public const int MaximumSessions = 1000;
}
