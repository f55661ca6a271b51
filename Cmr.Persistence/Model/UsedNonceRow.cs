namespace Cmr.Persistence.Model;

/// <summary>A nonce of a password digest that must not come twice.</summary>
public sealed class UsedNonceRow
{
    /// <summary>SHA-256 of principal and nonce.</summary>
    public required byte[] NonceHash { get; set; }

    /// <summary>From then on the message is too old anyway.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}
