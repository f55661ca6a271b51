using System.Collections.Immutable;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Rules;

namespace Cmr.Domain.Choosing;

/// <summary>The circumstances of one call.</summary>
/// <param name="OtherParty">The other party's identity; <see langword="null"/> when withheld or unknown.</param>
/// <param name="Now">The moment of the call, any offset.</param>
public readonly record struct RingingContext(PartyIdentity? OtherParty, DateTimeOffset Now)
{
    /// <summary>Encodings that the media session can carry; default: any.</summary>
    public ImmutableArray<TrackEncoding> Encodings { get; init; }

    /// <summary>Number of this call among those of the subscriber, from 0, by which boxes of mode Sequence go on.</summary>
    public long Turn { get; init; }

    /// <summary>Differs from call to call; what a box leaves to chance follows from it.</summary>
    public ulong Seed { get; init; }

    /// <summary>Basic status and activities of the subscriber; default: unknown.</summary>
    public ImmutableArray<string> Presence { get; init; }

    /// <summary>Where the subscriber is; <see langword="null"/>: unknown.</summary>
    public SubscriberLocation? Location { get; init; }
}
