using System.ComponentModel.DataAnnotations;

namespace Cmr.Media.Ports;

/// <summary>Section <c>Media</c>: where RTP is sent from and received at.</summary>
internal sealed class PortOptions
{
    /// <summary>Address that RTP sockets are bound to and that is told to peers. Default loopback.</summary>
    [Required]
    public string RtpAddress { get; init; } = "127.0.0.1";

    /// <summary>Lowest port of the range. Default 20000.</summary>
    [Range(1024, 65534)]
    public int RtpPortMin { get; init; } = 20000;

    /// <summary>Highest port of the range. Default 39999.</summary>
    [Range(1025, 65535)]
    public int RtpPortMax { get; init; } = 39999;
}
