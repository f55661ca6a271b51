namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>What the called side makes of a call.</summary>
internal enum CallFate
{
    Answered,

    /// <summary>Two phones answer.</summary>
    AnsweredTwice,

    Refused,

    /// <summary>It rings until somebody gives up.</summary>
    RingsOn,

    /// <summary>Not even a provisional response.</summary>
    Silent,
}
