using System.Security.Cryptography;
using System.Text;
using Cmr.Persistence.Model;

namespace Cmr.Persistence.Principals;

/// <summary>Salted slow hash of a secret: PBKDF2 with HMAC-SHA256 (RFC 8018 §5.2).</summary>
internal static class SecretHash
{
    /// <summary>Iterations of new hashes; an old hash keeps its own number.</summary>
    public const int Iterations = 210_000;

    private const int SaltLength = 16;
    private const int HashLength = 32;

    /// <summary>Sets a new secret.</summary>
    public static void Set(PrincipalRow principal, string secret)
    {
        principal.SecretSalt = RandomNumberGenerator.GetBytes(SaltLength);
        principal.SecretIterations = Iterations;
        principal.SecretHash = Compute(secret, principal.SecretSalt, Iterations);
    }

    /// <summary>Compares in the same time whether the principal exists, has a secret, or neither.</summary>
    public static bool Matches(PrincipalRow? principal, string secret)
    {
        byte[] expected = principal?.SecretHash ?? new byte[HashLength];
        byte[] actual = Compute(secret, principal?.SecretSalt ?? new byte[SaltLength], principal is { SecretIterations: > 0 } ? principal.SecretIterations : Iterations);
        return CryptographicOperations.FixedTimeEquals(expected, actual) && principal?.SecretHash is not null;
    }

    private static byte[] Compute(string secret, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), salt, iterations, HashAlgorithmName.SHA256, HashLength);
}
