using System.Security.Cryptography;
using System.Text;

namespace Cmr.Soap.Security;

/// <summary>A WS-Security UsernameToken as it was received (OASIS WSS UsernameToken Profile 1.0 §3.1). Not verified.</summary>
public sealed class UsernameToken
{
    /// <summary>Who the client says it is.</summary>
    public required string Username { get; init; }

    /// <summary>How <see cref="Password"/> is to be read.</summary>
    public required PasswordType PasswordType { get; init; }

    /// <summary>The password, or its digest in Base64; empty when there is none.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>The nonce, decoded; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Nonce { get; init; }

    /// <summary>The creation time, letter for letter as it goes into the digest; empty when there is none.</summary>
    public string CreatedText { get; init; } = string.Empty;

    /// <summary>The creation time; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Compares the password with a secret, in time that does not tell how much of it is right.</summary>
    /// <param name="secret">The secret of the principal.</param>
    /// <returns>Whether they agree; a digest without nonce or creation time never does. Freshness and replay are the caller's to check.</returns>
    public bool Matches(string secret) => PasswordType switch
    {
        PasswordType.Text => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Password), Encoding.UTF8.GetBytes(secret)),
        PasswordType.Digest when !Nonce.IsEmpty && CreatedText.Length > 0 =>
            CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Password), Encoding.UTF8.GetBytes(Digest(Nonce.Span, CreatedText, secret))),
        _ => false,
    };

    /// <summary>The digest of the profile: Base64(SHA-1(nonce + created + password)).</summary>
    /// <param name="nonce">The nonce, decoded.</param>
    /// <param name="created">The creation time, letter for letter.</param>
    /// <param name="secret">The password.</param>
    /// <returns>The digest in Base64.</returns>
    public static string Digest(ReadOnlySpan<byte> nonce, string created, string secret)
    {
        byte[] text = [.. nonce, .. Encoding.UTF8.GetBytes(created), .. Encoding.UTF8.GetBytes(secret)];
#pragma warning disable CA5350 // the profile prescribes SHA-1
        return Convert.ToBase64String(SHA1.HashData(text));
#pragma warning restore CA5350
    }
}
