using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Cmr.Persistence.Notifications;
using Cmr.Persistence.Principals;

namespace Cmr.Service.Security;

/// <summary>
/// Remembers for a short time which secrets were found right from which address, so that a client that sends its password with every
/// request does not cost a slow hash each time. Holds keyed hashes only; the key lives and dies with the process. A wrong secret from
/// the same address ends the memory, so it cannot be used to guess faster or past a lock. A change on any node empties it.
/// </summary>
internal sealed class VerifiedSecrets(TimeProvider clock) : IChangeFollower
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<(string Name, string Peer), Verified> _verified = [];
    private long _changes;

    public IReadOnlyList<string> Channels { get; } = [ChangeChannels.Principal];

    /// <summary>Counts the changes of credentials; taken before a secret is checked, it tells whether the result may still be remembered.</summary>
    public long Stamp => Volatile.Read(ref _changes);

    public Principal? Find(string name, string secret, string peer)
    {
        if (!_verified.TryGetValue((name, peer), out Verified? known) || known.Until <= clock.GetUtcNow())
            return null;
        if (CryptographicOperations.FixedTimeEquals(known.Hash, Hash(name, secret)))
            return known.Principal;
        _verified.TryRemove((name, peer), out _);
        return null;
    }

    public void Remember(string name, string secret, string peer, Principal principal, long stamp)
    {
        if (_verified.Count >= Capacity)
            _verified.Clear();
        _verified[(name, peer)] = new(Hash(name, secret), principal, clock.GetUtcNow() + Life);
        if (Stamp != stamp)
            _verified.Clear();
    }

    /// <summary>A name for an attempt by which equal attempts at the same time are recognised; tells nothing of the secret.</summary>
    public string NameAttempt(string name, string secret, string peer) => Convert.ToHexString(Hash($"{name}\n{peer}", secret));

    /// <summary>To be called when credentials or states of principals change.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _changes);
        _verified.Clear();
    }

    public void Pause() => Forget();

    public void Resume() => Forget();

    public void Notify(string channel, string payload)
    {
        if (channel == ChangeChannels.Principal)
            Forget();
    }

    private byte[] Hash(string name, string secret) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{name}\n{secret}"));

    private sealed record Verified(byte[] Hash, Principal Principal, DateTimeOffset Until);
}
