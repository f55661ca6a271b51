using System.Collections.Immutable;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;

namespace Cmr.Sip.Calls;

/// <summary>The answer to a <see cref="ChoiceQuestion"/>.</summary>
/// <param name="Choice">What to present.</param>
/// <param name="Subscribed">The called party is a subscriber.</param>
internal sealed record ChoiceReply(RingingChoice Choice, bool Subscribed)
{
    /// <summary>Normalised identity of the subscriber whose settings led to the choice; empty when nothing was chosen.</summary>
    public string SubscriberId { get; init; } = "";

    /// <summary>Why nothing is presented although something was chosen; for the call record.</summary>
    public string? Obstacle { get; init; }

    /// <summary>What to present once the caller has stopped the first; empty: nothing (OMA TS Table 16, DefaultCMRResourceId1).</summary>
    public ImmutableArray<RingingResource> AfterStop { get; init; } = [];
}
