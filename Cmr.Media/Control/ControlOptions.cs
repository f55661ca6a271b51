using System.ComponentModel.DataAnnotations;

namespace Cmr.Media.Control;

/// <summary>Section <c>Media:Control</c>: limits of control connections.</summary>
internal sealed class ControlOptions
{
    /// <summary>Connections at once, at most. Default 256.</summary>
    [Range(1, 65536)]
    public int MaximumConnections { get; init; } = 256;

    /// <summary>How long a peer may take to prove itself. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages that may wait for a slow controller before its connection is cut. Default 65536.</summary>
    [Range(16, 1_000_000)]
    public int MaximumBacklog { get; init; } = 65536;
}
