using Cmr.Domain.Choosing;

namespace Cmr.Persistence.Model;

/// <summary>A presentation going on, or over only a short while ago.</summary>
public sealed class PresentationRow
{
    /// <summary>Normalised identity of the party that hears it.</summary>
    public required string Listener { get; set; }

    /// <summary>Identifier minted by the node.</summary>
    public Guid PresentationId { get; set; }

    /// <summary>Call-ID of the caller's leg.</summary>
    public required string CallId { get; set; }

    /// <summary>The subscriber whose settings led to it.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>What led to the resources.</summary>
    public ChoiceOrigin Origin { get; set; }

    /// <summary>The resources, in order.</summary>
    public string[] ResourceIds { get; set; } = [];

    /// <summary>Node that serves the call.</summary>
    public required string Node { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended; null: it goes on, or its node died.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
