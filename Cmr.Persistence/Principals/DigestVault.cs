using System.Security.Cryptography;
using System.Text;

namespace Cmr.Persistence.Principals;

/// <summary>Keeps the secrets of principals that opted in to digests: AES-256-GCM under a key that is not in the database.</summary>
/// <param name="key">32 octets.</param>
public sealed class DigestVault(ReadOnlyMemory<byte> key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Encrypts a secret; the result is bound to its principal.</summary>
    /// <param name="principalId">Whose secret.</param>
    /// <param name="secret">The secret.</param>
    /// <returns>Nonce, tag and ciphertext, one after the other.</returns>
    public byte[] Seal(string principalId, string secret)
    {
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        byte[] box = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using AesGcm cipher = new(key.Span, TagLength);
        cipher.Encrypt(
            box.AsSpan(0, NonceLength), plain, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(principalId));
        return box;
    }

    /// <summary>Decrypts a secret.</summary>
    /// <param name="principalId">Whose secret.</param>
    /// <param name="box">What <see cref="Seal"/> made.</param>
    /// <returns><see langword="null"/> when the box is damaged, another principal's, or from another instance.</returns>
    public string? Open(string principalId, byte[] box)
    {
        if (box.Length < NonceLength + TagLength)
            return null;
        byte[] plain = new byte[box.Length - NonceLength - TagLength];
        using AesGcm cipher = new(key.Span, TagLength);
        try
        {
            cipher.Decrypt(
                box.AsSpan(0, NonceLength), box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(principalId));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return Encoding.UTF8.GetString(plain);
    }
}
