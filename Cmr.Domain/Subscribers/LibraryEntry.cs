namespace Cmr.Domain.Subscribers;

/// <summary>A CMR Resource in a subscriber's Personal Resource Library.</summary>
/// <param name="ResourceId">The resource.</param>
/// <param name="StartsAt">From when on the licence holds.</param>
/// <param name="EndsAt">Until when it holds, exclusive; <see langword="null"/>: without end.</param>
public sealed record LibraryEntry(string ResourceId, DateTimeOffset StartsAt, DateTimeOffset? EndsAt)
{
    /// <summary>Whether the licence holds at a moment.</summary>
    /// <param name="now">Any offset.</param>
    public bool Holds(DateTimeOffset now) => now >= StartsAt && (EndsAt is not { } end || now < end);
}
