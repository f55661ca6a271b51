using System.Collections.Immutable;
using Cmr.Domain.Choosing;

namespace Cmr.Domain.Calls;

/// <summary>One call, as it goes to the call records: parties, what was presented, times, outcome.</summary>
public sealed record CallRecord
{
    /// <summary>Identifier minted by the node, made from <see cref="ReceivedAt"/> (<see cref="Guid.CreateVersion7(DateTimeOffset)"/>); a record posted twice is written once.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>Node that served the call.</summary>
    public string Node { get; init; } = "";

    /// <summary>Call-ID of the caller's leg.</summary>
    public required string CallId { get; init; }

    /// <summary>Normalised identity of the caller; <see langword="null"/> when withheld or unknown.</summary>
    public string? Caller { get; init; }

    /// <summary>Normalised identity of the called party.</summary>
    public required string Called { get; init; }

    /// <summary>Whether the called party is a subscriber.</summary>
    public bool Subscribed { get; init; }

    /// <summary>What led to the resources.</summary>
    public ChoiceOrigin Origin { get; init; }

    /// <summary>The rule, when one led to the resources.</summary>
    public string? RuleId { get; init; }

    /// <summary>Resources presented, in order; empty when nothing was.</summary>
    public ImmutableArray<string> ResourceIds { get; init; } = [];

    /// <summary>How the call was handled, such as <c>GW-U</c> or <c>relay</c>, with the reason when it was not the wished one.</summary>
    public string Mode { get; init; } = "";

    /// <summary>When the INVITE arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the called party's phone began to ring.</summary>
    public DateTimeOffset? RingingAt { get; init; }

    /// <summary>When the first packet of the presentation was sent.</summary>
    public DateTimeOffset? PresentedAt { get; init; }

    /// <summary>When the presentation ended.</summary>
    public DateTimeOffset? PresentationEndedAt { get; init; }

    /// <summary>When the called party answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When the call ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>How it ended.</summary>
    public CallOutcome Outcome { get; init; }

    /// <summary>Final SIP status sent to the caller, 200 to 699; 0 when none was.</summary>
    public int FinalStatus { get; init; }
}
