using Cmr.Domain.Calls;

namespace Cmr.Sip.Calls;

/// <summary>What the call record says of a call; times are monotonic, as everything inside the machine.</summary>
internal sealed record CallSummary
{
    public required string CallId { get; init; }

    public required ChoiceQuestion Parties { get; init; }

    public required ChoiceReply? Reply { get; init; }

    /// <summary><c>GW-U</c>, and whether the caller stopped it; or <c>relay</c> and why.</summary>
    public required string Mode { get; init; }

    /// <summary>A presentation was called for and failed.</summary>
    public bool PresentationFailed { get; init; }

    public required TimeSpan ReceivedAt { get; init; }

    public TimeSpan? RingingAt { get; init; }

    public TimeSpan? PresentedAt { get; init; }

    public TimeSpan? PresentationEndedAt { get; init; }

    public TimeSpan? AnsweredAt { get; init; }

    public required TimeSpan EndedAt { get; init; }

    public required CallOutcome Outcome { get; init; }

    public required int FinalStatus { get; init; }

    public static CallSummary Of(CallState call, ChoiceQuestion parties, ChoiceReply? reply) => new()
    {
        CallId = call.Caller.Invite.CallId.ToString(),
        Parties = parties,
        Reply = reply,
        Mode = call.Presentation.WasStopped ? "GW-U, stopped by the caller" : call.Presentation.IsShown ? "GW-U" : $"relay: {call.Presentation.Obstacle ?? "not reached"}",
        PresentationFailed = call.Presentation.HasFailed,
        ReceivedAt = call.ReceivedAt,
        RingingAt = call.RingingAt,
        PresentedAt = call.Presentation.StartedAt,
        PresentationEndedAt = call.Presentation.EndedAt,
        AnsweredAt = call.AnsweredAt,
        EndedAt = call.EndedAt,
        Outcome = call.Outcome,
        FinalStatus = call.Caller.FinalStatus,
    };
}
