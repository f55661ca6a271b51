using Cmr.Domain.Content;

namespace Cmr.Domain.Charging;

/// <summary>Something that may cost something.</summary>
/// <param name="Event">What it is.</param>
/// <param name="Now">When, any offset.</param>
public sealed record ChargeableEvent(ChargedEvent Event, DateTimeOffset Now)
{
    /// <summary>The resource or box it is about.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Its media type.</summary>
    public ResourceMediaType? MediaType { get; init; }

    /// <summary>Its provider.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The price its provider gave it; <see langword="null"/>: none.</summary>
    public decimal? Price { get; init; }
}
