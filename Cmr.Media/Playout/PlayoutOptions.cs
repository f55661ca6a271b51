using System.ComponentModel.DataAnnotations;

namespace Cmr.Media.Playout;

/// <summary>Section <c>Media:Playout</c>.</summary>
internal sealed class PlayoutOptions
{
    /// <summary>Threads that send RTP; 0 is one for every two processors. Default 0.</summary>
    [Range(0, 64)]
    public int Pumps { get; init; }

    /// <summary>Whether RTP follows the peer's source address. Default <see cref="SymmetricLatch.SameAddress"/>.</summary>
    public SymmetricLatch Latch { get; init; } = SymmetricLatch.SameAddress;

    /// <summary>Silence of a peer that sent RTP before, after which it is told of. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RtpTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
