using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Transport.Streams;

/// <summary>Section <c>Sip:Streams</c>: what one connection over TCP or TLS may cost.</summary>
internal sealed class StreamOptions
{
    /// <summary>Connections at once, accepted and opened, handshakes included. Default 10000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Accepted connections at once from one address, of IPv6 from one /64. Default 1000: a proxy may open one for each call.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerPeer { get; init; } = 1000;

    /// <summary>How long opening a connection may take, TLS included. Default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a begun message may take to arrive, and a new connection to send its first one. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be silent; a keep-alive (RFC 5626 §3.5.1) counts. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a peer may refuse to take what is sent to it. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Octets that may wait for a slow peer; beyond it sending fails at once. Default 1 MiB.</summary>
    [Range(65_536, 1 << 30)]
    public int MaxQueuedBytes { get; init; } = 1 << 20;

    /// <summary>How long a target that refused a connection is not tried again. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RefusalMemory { get; init; } = TimeSpan.FromSeconds(5);
}
