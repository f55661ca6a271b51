using System.Collections.Immutable;

namespace Cmr.Domain.Rules;

/// <summary>Where a subscriber is, as far as known at the time of a call.</summary>
/// <param name="Labels">Civic labels and cell or area identifiers.</param>
/// <param name="Position">Geographic position, if known.</param>
public sealed record SubscriberLocation(ImmutableArray<string> Labels, GeoPosition? Position);
