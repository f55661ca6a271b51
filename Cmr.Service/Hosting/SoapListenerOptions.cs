using System.ComponentModel.DataAnnotations;

namespace Cmr.Service.Hosting;

/// <summary>Section <c>Soap</c>: where this process listens.</summary>
internal sealed class SoapListenerOptions
{
    /// <summary>Address of the SOAP listener. Default loopback.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Its port. Default 8080.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8080;
}
