using System.ComponentModel.DataAnnotations;

namespace Cmr.Service.Hosting;

/// <summary>Section <c>Soap:Tls</c>: the listener with TLS 1.2 and 1.3. There is none without a certificate.</summary>
internal sealed class TlsOptions
{
    /// <summary>Its address. Default all of this host.</summary>
    [Required]
    public string Address { get; init; } = "0.0.0.0";

    /// <summary>Its port. Default 8443.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8443;

    /// <summary>The server's certificate: PEM with intermediate certificates behind it, or PKCS #12 (<c>.pfx</c>, <c>.p12</c>). Read again when it changes.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The private key of a PEM certificate; without it, the key is in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The password of a PKCS #12 file or an encrypted key.</summary>
    public string? Password { get; init; }

    /// <summary>Whether clients show certificates. Default optional.</summary>
    public ClientCertificates ClientCertificates { get; init; } = ClientCertificates.Optional;

    /// <summary>
    /// PEM file of the authorities that client certificates must come from. Without it any certificate that is valid today is
    /// taken, self-signed ones too: a principal is found by the fingerprint, and the key is proven by the handshake.
    /// </summary>
    public string? ClientAuthorityFile { get; init; }

    /// <summary>Whether there is a listener.</summary>
    public bool IsEnabled => !string.IsNullOrEmpty(CertificateFile);
}
