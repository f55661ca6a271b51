using System.Collections.Immutable;
using Cmr.Domain.Choosing;

namespace Cmr.Domain.Calls;

/// <summary>A presentation that has begun: what a party hears now, kept for as long as it may be stopped or copied.</summary>
public sealed record PresentationRecord
{
    /// <summary>Identifier minted by the node.</summary>
    public required Guid PresentationId { get; init; }

    /// <summary>Normalised identity of the party that hears it.</summary>
    public required string Listener { get; init; }

    /// <summary>Call-ID of the caller's leg.</summary>
    public required string CallId { get; init; }

    /// <summary>The subscriber whose settings led to it.</summary>
    public required string SubscriberId { get; init; }

    /// <summary>What led to the resources.</summary>
    public ChoiceOrigin Origin { get; init; }

    /// <summary>The resources, in order.</summary>
    public ImmutableArray<string> ResourceIds { get; init; } = [];

    /// <summary>Node that serves the call.</summary>
    public string Node { get; init; } = "";

    /// <summary>When the first packet was sent.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
