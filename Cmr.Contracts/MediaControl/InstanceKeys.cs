using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cmr.Contracts.MediaControl;

/// <summary>The keys that the processes of one instance share, derived from its 32-octet secret with HKDF-SHA256 (RFC 5869), one label per purpose.</summary>
public sealed class InstanceKeys
{
    /// <summary>Length of the instance secret and of every derived key, in octets.</summary>
    public const int Length = 32;

    private readonly byte[] _contentToken;
    private readonly byte[] _managementToken;

    private InstanceKeys(ReadOnlySpan<byte> secret)
    {
        UploadKey = Derive(secret, "cmr/upload-ticket/1");
        DeliveryKey = Derive(secret, "cmr/delivery-ticket/1");
        ControlKey = Derive(secret, "cmr/media-control/1");
        DigestKey = Derive(secret, "cmr/digest-secret/1");
        RequestKey = Derive(secret, "cmr/request-content/1");
        ContentToken = Base64Url.EncodeToString(Derive(secret, "cmr/content-token/1").Span);
        ManagementToken = Base64Url.EncodeToString(Derive(secret, "cmr/management-token/1").Span);
        _contentToken = Encoding.ASCII.GetBytes(ContentToken);
        _managementToken = Encoding.ASCII.GetBytes(ManagementToken);
    }

    /// <summary>Signs upload tickets; 32 octets.</summary>
    public ReadOnlyMemory<byte> UploadKey { get; }

    /// <summary>Signs addresses at which content is fetched; 32 octets.</summary>
    public ReadOnlyMemory<byte> DeliveryKey { get; }

    /// <summary>Authenticates both ends of a media control connection; 32 octets.</summary>
    public ReadOnlyMemory<byte> ControlKey { get; }

    /// <summary>Encrypts the secrets of principals that opted in to digest authentication; 32 octets. Never in the database.</summary>
    public ReadOnlyMemory<byte> DigestKey { get; }

    /// <summary>Keys the hashes by which a repeated request is recognised; 32 octets.</summary>
    public ReadOnlyMemory<byte> RequestKey { get; }

    /// <summary>The bearer token of the internal content endpoint, base64url without padding (RFC 6750 §2.1).</summary>
    public string ContentToken { get; }

    /// <summary>The bearer token of what only operators may ask a process on its health port, such as traces; base64url without padding.</summary>
    public string ManagementToken { get; }

    /// <summary>Derives the keys.</summary>
    /// <param name="secret">The instance secret, exactly 32 octets.</param>
    /// <exception cref="ArgumentException">The secret has another length.</exception>
    public static InstanceKeys FromSecret(ReadOnlySpan<byte> secret) =>
        secret.Length == Length
            ? new InstanceKeys(secret)
            : throw new ArgumentException($"The instance secret has {secret.Length} octets, {Length} are needed.", nameof(secret));

    /// <summary>Reads the secret from a file that holds it in base64, and derives the keys.</summary>
    /// <param name="path">The file that <c>Instance:SecretFile</c> names.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">The file does not hold base64 of 32 octets.</exception>
    public static InstanceKeys FromFile(string path)
    {
        byte[] secret = Convert.FromBase64String(File.ReadAllText(path).Trim());
        return secret.Length == Length
            ? new InstanceKeys(secret)
            : throw new FormatException($"{path} holds {secret.Length} octets, {Length} are needed.");
    }

    /// <summary>Tells whether an <c>Authorization</c> header value is <c>Bearer</c> with this instance's token; takes the same time whatever differs.</summary>
    /// <param name="authorization">The header value, or <see langword="null"/> when the request had none.</param>
    public bool IsContentAuthorization(string? authorization) => IsAuthorization(authorization, _contentToken);

    /// <summary>The same for <see cref="ManagementToken"/>.</summary>
    /// <param name="authorization">The header value, or <see langword="null"/> when the request had none.</param>
    public bool IsManagementAuthorization(string? authorization) => IsAuthorization(authorization, _managementToken);

    private static bool IsAuthorization(string? authorization, byte[] token)
    {
        const string Scheme = "Bearer ";
        return authorization is not null
            && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization[Scheme.Length..]), token);
    }

    private static ReadOnlyMemory<byte> Derive(ReadOnlySpan<byte> secret, string purpose)
    {
        byte[] key = new byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: [], info: Encoding.ASCII.GetBytes(purpose));
        return key;
    }
}
