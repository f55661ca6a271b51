using System.ComponentModel.DataAnnotations;

namespace Cmr.Service.Hosting;

/// <summary>Section <c>Soap:Connections</c>: what one client, and all of them, may take of the listeners.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>Connections at once. Default 1024.</summary>
    [Range(1, 1_000_000)]
    public int Total { get; init; } = 1024;

    /// <summary>Connections at once from one address that is no trusted proxy. Default 128.</summary>
    [Range(1, 1_000_000)]
    public int PerAddress { get; init; } = 128;

    /// <summary>The longest time from the first octet of a request to the end of its header. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is kept between requests. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest header of a request, in octets. Default 16 KiB.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxHeaderBytes { get; init; } = 16 * 1024;

    /// <summary>The most header fields of a request. Default 64.</summary>
    [Range(8, 1000)]
    public int MaxHeaders { get; init; } = 64;

    /// <summary>The longest TLS handshake. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
