using System.Collections.Immutable;

namespace Cmr.Domain.Boxes;

/// <summary>What the call path needs to know of a CMR Resource Box beyond what it has in common with a resource.</summary>
/// <param name="Mode">Which of its resources a call presents.</param>
/// <param name="Entries">Its resources in order.</param>
/// <param name="Personal">Whether a subscriber put it together; a personal box presents only what its holder's library holds.</param>
public sealed record ResourceBox(PresentationMode Mode, ImmutableArray<BoxEntry> Entries, bool Personal);
