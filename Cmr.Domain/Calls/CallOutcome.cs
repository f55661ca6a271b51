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

    /// <summary>Nobody answered in time (408 or 480 from the called side, or our own timer).</summary>
    NoAnswer = 4,

    /// <summary>The called party or its network refused (other 4xx to 6xx).</summary>
    Rejected = 5,

    /// <summary>The call failed in this system or on the way, a next hop that is silent included.</summary>
    Failed = 6,
}
