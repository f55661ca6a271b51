namespace Cmr.Contracts.MediaControl;

/// <summary>Why a media command failed. None of these may fail the call: without media the call goes on.</summary>
public enum MediaFailureReason
{
    /// <summary>No worker is connected, or the one that holds the session is not. Made by the client.</summary>
    Unreachable,

    /// <summary>The worker did not answer within the budget. Made by the client.</summary>
    TimedOut,

    /// <summary>No audio format of the peer matches a track of the playlist.</summary>
    NoCommonFormat,

    /// <summary>A track is unknown, broken or could not be fetched in time.</summary>
    ContentUnavailable,

    /// <summary>The worker has as many sessions as it is allowed, or no free port pair.</summary>
    NoCapacity,

    /// <summary>The worker is shutting down and takes no new sessions.</summary>
    Draining,

    /// <summary>The worker knows no such session.</summary>
    UnknownSession,

    /// <summary>The command contradicts itself or the state of the session.</summary>
    InvalidCommand,

    /// <summary>The worker met an error of its own; its log has it.</summary>
    WorkerError,
}
