using System.ComponentModel.DataAnnotations;

namespace Cmr.Media.Delivery;

/// <summary>Section <c>Media:Delivery</c>: content fetched by applications and phones.</summary>
internal sealed class DeliveryOptions
{
    /// <summary>Octets of originals kept in memory, at most. Default 64 MiB.</summary>
    [Range(0, long.MaxValue)]
    public long MemoryCacheBytes { get; init; } = 64L << 20;

    /// <summary>Fetches served at once; beyond it 503. Default 32: with a file of the largest size each, they hold 640 MiB.</summary>
    [Range(1, 10_000)]
    public int Concurrent { get; init; } = 32;
}
