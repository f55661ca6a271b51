namespace Cmr.Domain.Calls;

/// <summary>How a call ended, as seen by the caller.</summary>
public enum CallOutcome
{
    /// <summary>The called party answered.</summary>
    Answered = 1,

    /// <summary>The caller hung up before an answer.</summary>
    Cancelled = 2,

    /// <summary>The called party was busy (486, 600).</summary>
    Busy = 3,

    /// <summary>Nobody answered in time (408, 480, or our own timer).</summary>
    NoAnswer = 4,

    /// <summary>The called party or its network refused (other 4xx to 6xx).</summary>
    Rejected = 5,

    /// <summary>The call failed in this system or on the way.</summary>
    Failed = 6,
}
