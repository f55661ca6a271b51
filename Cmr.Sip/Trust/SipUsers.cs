using System.Collections.Frozen;
using Cmr.Protocols.Sip.Authentication;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Trust;

/// <summary>Who can log in. Replaced as a whole; any thread may ask.</summary>
internal sealed class SipUsers : IDigestUsers
{
    private volatile FrozenDictionary<Utf8Text, Entry> _users = FrozenDictionary<Utf8Text, Entry>.Empty;

    /// <summary>Number of users.</summary>
    public int Count => _users.Count;

    /// <summary>Takes a list in place of the one before. Of two users with one name the last counts.</summary>
    public void Replace(IEnumerable<DigestUser> users) =>
        _users = users.Select(user => new Entry(user, SecretOf(user, DigestAlgorithm.Sha256), SecretOf(user, DigestAlgorithm.Md5)))
            .GroupBy(entry => entry.User.Name, StringComparer.Ordinal).ToFrozenDictionary(same => Utf8Text.Of(same.Key), same => same.Last());

    public DigestUser? Find(Utf8Text name) => _users.TryGetValue(name, out Entry? entry) ? entry.User : null;

    public Utf8Text SecretOf(Utf8Text user, DigestAlgorithm algorithm) =>
        !_users.TryGetValue(user, out Entry? entry) ? default : algorithm is DigestAlgorithm.Md5 ? entry.Md5 : entry.Sha256;

    private static Utf8Text SecretOf(DigestUser user, DigestAlgorithm algorithm) => user.Secrets.TryGetValue(algorithm, out string? secret) ? Utf8Text.Of(secret) : default;

    private sealed record Entry(DigestUser User, Utf8Text Sha256, Utf8Text Md5);
}
