namespace Cmr.Persistence.Model;

/// <summary>One who may use the management interfaces.</summary>
public sealed class PrincipalRow
{
    /// <summary>Identifier; for a subscriber the normalised identity.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>What the principal is.</summary>
    public PrincipalKind Kind { get; set; }

    /// <summary>Salt of the hash; null: the principal has no secret and cannot log in.</summary>
    public byte[]? SecretSalt { get; set; }

    /// <summary>PBKDF2-SHA256 of the secret (RFC 8018 §5.2).</summary>
    public byte[]? SecretHash { get; set; }

    /// <summary>Iterations of the hash.</summary>
    public int SecretIterations { get; set; }

    /// <summary>The secret encrypted under a key of the instance; null unless the principal opted in to digests.</summary>
    public byte[]? DigestSecret { get; set; }

    /// <summary>Another value after each change of secret, certificates or state; sessions opened with an older one are worth nothing.</summary>
    public Guid CredentialsVersion { get; set; } = Guid.NewGuid();

    /// <summary>Whether it may log in.</summary>
    public PrincipalStatus Status { get; set; } = PrincipalStatus.Active;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
