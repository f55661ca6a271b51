using System.Collections.Immutable;
using Cmr.Domain.Boxes;

namespace Cmr.Domain.Content;

/// <summary>What the call path needs to know of one CMR Resource or CMR Resource Box.</summary>
public sealed record RingingResource
{
    /// <summary>Identifier that its provider gave it.</summary>
    public required string ResourceId { get; init; }

    /// <summary>Status that its provider gave it.</summary>
    public ResourceStatus Status { get; init; } = ResourceStatus.Active;

    /// <summary>Whether its provider has withdrawn it for good.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>From this moment on it is presented no more; <see langword="null"/>: never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What is in it when it is a box; <see langword="null"/>: a resource.</summary>
    public ResourceBox? Box { get; init; }

    /// <summary>The rendered tracks; empty until content is bound, and for a box.</summary>
    public ImmutableArray<RenderedTrack> Tracks { get; init; } = [];

    /// <summary>Whether the provider lets it be used at this moment.</summary>
    /// <param name="now">Any offset.</param>
    public bool IsAvailable(DateTimeOffset now) =>
        Status is ResourceStatus.Active && !Withdrawn && (ExpiresAt is not { } end || now < end);

    /// <summary>Whether there is a track in one of the encodings that the media session can carry.</summary>
    /// <param name="negotiable">The encodings both sides can use; default: any.</param>
    public bool IsPresentable(ImmutableArray<TrackEncoding> negotiable)
    {
        foreach (RenderedTrack track in Tracks)
        {
            if (track.Frames > 0 && (negotiable.IsDefault || negotiable.Contains(track.Encoding)))
                return true;
        }
        return false;
    }
}
