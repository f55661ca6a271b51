using System.ComponentModel.DataAnnotations;

namespace Cmr.Service.Hosting;

/// <summary>Section <c>Soap</c>: where this process listens, and what is in front of it. Its TLS listener is section <c>Soap:Tls</c>.</summary>
internal sealed class SoapListenerOptions
{
    /// <summary>Address of the SOAP listener without TLS. Default loopback.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Its port. Default 8080.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8080;

    /// <summary>Whether the listener without TLS may have an address that others reach: secrets would go over the wire in the clear. Default false.</summary>
    public bool AllowPlainRemote { get; init; }

    /// <summary>
    /// Addresses (<c>10.0.0.5</c>) and networks (<c>10.0.0.0/8</c>) of reverse proxies. Only what comes from them is believed about
    /// the client: X-Forwarded-For, -Proto, -Host, -Port, -Prefix, and Forwarded (RFC 7239). Default none.
    /// </summary>
    public string[] TrustedProxies { get; init; } = [];
}
