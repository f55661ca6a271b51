using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Transport.Tls;

/// <summary>Section <c>Sip:Tls</c>. TLS is on when there is a certificate.</summary>
internal sealed class TlsOptions
{
    /// <summary>Port. Default 5061 (RFC 3261 §19.1.2).</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 5061;

    /// <summary>PEM file with our certificate, then those of intermediate authorities. It is read again when it changes.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the private key; may be the same file. Default: the certificate's file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>PEM file with the authorities that peers are believed by. Default: those of the operating system.</summary>
    public string? TrustFile { get; init; }

    /// <summary>Peers that connect must prove who they are. Default false.</summary>
    public bool RequireClientCertificate { get; init; }

    /// <summary>How long a peer that connects may take for its handshake. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>There is a certificate.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(CertificateFile);
}
