using System.Security.Cryptography;

namespace Cmr.Contracts.MediaControl;

/// <summary>Challenge and response between controller and worker: HMAC-SHA256 under the control key over the role and both nonces, so neither side's proof can be reflected or replayed.</summary>
public static class ControlProof
{
    /// <summary>Octets in a nonce.</summary>
    public const int NonceLength = 16;

    /// <summary>The worker's proof.</summary>
    /// <param name="controlKey">The instance's control key.</param>
    /// <param name="controllerNonce">Nonce of <see cref="Hello"/>.</param>
    /// <param name="workerNonce">Nonce of <see cref="HelloChallenge"/>.</param>
    /// <returns>32 octets.</returns>
    public static byte[] OfWorker(ReadOnlyMemory<byte> controlKey, ReadOnlyMemory<byte> controllerNonce, ReadOnlyMemory<byte> workerNonce) =>
        Compute("cmr/1 worker"u8, controlKey, controllerNonce, workerNonce);

    /// <summary>The controller's proof.</summary>
    /// <param name="controlKey">The instance's control key.</param>
    /// <param name="controllerNonce">Nonce of <see cref="Hello"/>.</param>
    /// <param name="workerNonce">Nonce of <see cref="HelloChallenge"/>.</param>
    /// <returns>32 octets.</returns>
    public static byte[] OfController(ReadOnlyMemory<byte> controlKey, ReadOnlyMemory<byte> controllerNonce, ReadOnlyMemory<byte> workerNonce) =>
        Compute("cmr/1 controller"u8, controlKey, controllerNonce, workerNonce);

    /// <summary>Compares two proofs in constant time.</summary>
    /// <param name="expected">What was computed here.</param>
    /// <param name="given">What the peer sent.</param>
    public static bool Matches(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> given) =>
        CryptographicOperations.FixedTimeEquals(expected.Span, given.Span);

    private static byte[] Compute(ReadOnlySpan<byte> role, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> controllerNonce, ReadOnlyMemory<byte> workerNonce)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        mac.AppendData(role);
        mac.AppendData(controllerNonce.Span);
        mac.AppendData(workerNonce.Span);
        return mac.GetHashAndReset();
    }
}
