namespace Cmr.Persistence.Model;

/// <summary>A session of a principal; its key is stored hashed.</summary>
public sealed class SessionRow
{
    /// <summary>SHA-256 of the session key.</summary>
    public required byte[] KeyHash { get; set; }

    /// <summary>Whose session it is.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>Version of the credentials that opened it, <see cref="PrincipalRow.CredentialsVersion"/>.</summary>
    public Guid CredentialsVersion { get; set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>When it ends unless used before.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}
