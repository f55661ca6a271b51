using Cmr.Domain.Calls;
using Cmr.Domain.Choosing;

namespace Cmr.Persistence.Model;

/// <summary>One call.</summary>
public sealed class CallRecordRow
{
    /// <summary>Normalised identity of the called party.</summary>
    public required string Called { get; set; }

    /// <summary>Identifier minted by the node.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Node that served the call.</summary>
    public required string Node { get; set; }

    /// <summary>Call-ID of the caller's leg.</summary>
    public required string CallId { get; set; }

    /// <summary>Normalised identity of the caller.</summary>
    public string? Caller { get; set; }

    /// <summary>Whether the called party is a subscriber.</summary>
    public bool Subscribed { get; set; }

    /// <summary>What led to the resources.</summary>
    public ChoiceOrigin Origin { get; set; }

    /// <summary>The rule that led to them.</summary>
    public string? RuleId { get; set; }

    /// <summary>Resources presented, in order.</summary>
    public string[] ResourceIds { get; set; } = [];

    /// <summary>How the call was handled.</summary>
    public required string Mode { get; set; }

    /// <summary>When the INVITE arrived.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When the phone began to ring.</summary>
    public DateTimeOffset? RingingAt { get; set; }

    /// <summary>When the presentation began.</summary>
    public DateTimeOffset? PresentedAt { get; set; }

    /// <summary>When the presentation ended.</summary>
    public DateTimeOffset? PresentationEndedAt { get; set; }

    /// <summary>When the called party answered.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the call ended.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>How it ended.</summary>
    public CallOutcome Outcome { get; set; }

    /// <summary>Final SIP status to the caller.</summary>
    public int FinalStatus { get; set; }
}
