namespace Cmr.Persistence.Model;

/// <summary>A TLS client certificate that stands for a principal.</summary>
public sealed class PrincipalCertificateRow
{
    /// <summary>SHA-256 of the certificate (DER), 64 hexadecimal digits in lower case.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Whose certificate.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; set; }
}
