using System.ComponentModel.DataAnnotations;

namespace Cmr.Media.Hosting;

/// <summary>Section <c>Media</c>: where this process listens.</summary>
internal sealed class ListenerOptions
{
    /// <summary>Address of the upload and control listeners. Default loopback.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port for uploads. Default 8090.</summary>
    [Range(0, 65535)]
    public int HttpPort { get; init; } = 8090;

    /// <summary>Port for control connections. Default 8091.</summary>
    [Range(0, 65535)]
    public int ControlPort { get; init; } = 8091;
}
