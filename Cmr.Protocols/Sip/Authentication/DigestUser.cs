using System.Collections.Immutable;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Protocols.Sip.Authentication;

/// <summary>
/// A user as it stands on one line of a file of users: name, realm, secrets, identities, separated by blanks, such as
/// <c>alice home.example MD5:0123… SHA-256:4567… tel:+4915100000001</c>.
/// </summary>
/// <param name="Name">Name to log in with; no blanks.</param>
/// <param name="Realm">Realm that the secrets are for.</param>
/// <param name="Secrets">H(A1) by algorithm, lower-case hexadecimal; at least one.</param>
/// <param name="Identities">SIP, SIPS and tel URIs that the user may call itself; at least one, the first when it does not say.</param>
public sealed record DigestUser(string Name, string Realm, ImmutableDictionary<DigestAlgorithm, string> Secrets, ImmutableArray<AnyUri> Identities)
{
    /// <summary>Realm where none is configured.</summary>
    public const string DefaultRealm = "cmr";

    /// <summary>Makes a user of a password, which is not kept.</summary>
    /// <exception cref="FormatException">A name or realm has blanks, quotes, backslashes, colons or controls, or the password is empty.</exception>
    public static DigestUser Of(string name, string realm, string password, IEnumerable<AnyUri> identities)
    {
        if (!IsWord(name) || !IsWord(realm) || password.Length == 0) throw new FormatException("a name and a realm have no blanks, colons, quotes and backslashes, and a password is not empty");
        ImmutableArray<AnyUri> all = [.. identities];
        return new DigestUser(
            name, realm,
            Enum.GetValues<DigestAlgorithm>().ToImmutableDictionary(algorithm => algorithm, algorithm => DigestHash.UserSecret(algorithm, name, realm, password)),
            all.IsEmpty ? DefaultIdentities(name, realm) : all);
    }

    /// <summary>Reads a line.</summary>
    /// <returns>False when it is not one.</returns>
    public static bool TryRead(string line, out DigestUser? user)
    {
        user = null;
        string[] words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || !IsWord(words[0]) || !IsWord(words[1])) return false;
        Dictionary<DigestAlgorithm, string> secrets = [];
        List<AnyUri> identities = [];
        foreach (string word in words.Skip(2))
        {
            if (TryReadSecret(word, out DigestAlgorithm algorithm, out string secret))
            {
                if (!secrets.TryAdd(algorithm, secret)) return false;
            }
            else if (AnyUri.TryRead(word, out AnyUri uri) && uri.Scheme is UriScheme.Sip or UriScheme.Sips or UriScheme.Tel) identities.Add(uri);
            else return false;
        }

        if (secrets.Count == 0) return false;
        user = new DigestUser(words[0], words[1], secrets.ToImmutableDictionary(), identities.Count == 0 ? DefaultIdentities(words[0], words[1]) : [.. identities]);
        return true;
    }

    /// <summary>The line.</summary>
    public override string ToString() =>
        $"{Name} {Realm} {string.Join(' ', Secrets.OrderBy(secret => secret.Key).Select(secret => $"{DigestHash.Token(secret.Key)}:{secret.Value}"))} {string.Join(' ', Identities)}";

    private static bool TryReadSecret(string word, out DigestAlgorithm algorithm, out string secret)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        (algorithm, secret) = (default, colon < 0 ? "" : word[(colon + 1)..]);
        return colon > 0 && DigestHash.TryReadToken(word[..colon], out algorithm)
            && secret.Length == DigestHash.HexLength(algorithm) && secret.All(char.IsAsciiHexDigitLower);
    }

    private static ImmutableArray<AnyUri> DefaultIdentities(string name, string realm) => AnyUri.TryRead($"sip:{name}@{realm}", out AnyUri uri) ? [uri] : [];

    private static bool IsWord(string text) => text.Length is > 0 and <= 128 && text.All(c => c > ' ' && c is not (':' or '"' or '\\' or '\u007f'));
}
