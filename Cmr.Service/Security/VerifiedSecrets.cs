using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Cmr.Persistence.Principals;

namespace Cmr.Service.Security;

/// <summary>
/// Remembers for a short time which secrets were found right, so that a client that sends its password with every request
/// does not cost a slow hash each time. Holds keyed hashes only; the key lives and dies with the process.
/// </summary>
internal sealed class VerifiedSecrets(TimeProvider clock)
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Verified> _verified = new(StringComparer.Ordinal);

    public Principal? Find(string name, string secret)
    {
        bool right = _verified.TryGetValue(name, out Verified? known)
            && known.Until > clock.GetUtcNow()
            && CryptographicOperations.FixedTimeEquals(known.Hash, Hash(name, secret));
        return right ? known?.Principal : null;
    }

    public void Remember(string name, string secret, Principal principal)
    {
        if (_verified.Count >= Capacity)
            _verified.Clear();
        _verified[name] = new(Hash(name, secret), principal, clock.GetUtcNow() + Life);
    }

    /// <summary>To be called when secrets change here; other nodes forget by themselves within half a minute.</summary>
    public void Forget() => _verified.Clear();

    private byte[] Hash(string name, string secret) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{name}\n{secret}"));

    private sealed record Verified(byte[] Hash, Principal Principal, DateTimeOffset Until);
}
