using System.Security.Cryptography;
using System.Text;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Authentication;

/// <summary>The computations of digest authentication (RFC 7616 §3.4, RFC 8760 §2.3). Results are lower-case hexadecimal.</summary>
public static class DigestHash
{
    /// <summary>Longest result: that of SHA-256.</summary>
    public const int MaxHexLength = 64;

    private const byte Colon = (byte)':';

    /// <summary>Length of a result in characters.</summary>
    public static int HexLength(DigestAlgorithm algorithm) => algorithm is DigestAlgorithm.Md5 ? 32 : 64;

    /// <summary>The token of <c>algorithm</c>.</summary>
    public static string Token(DigestAlgorithm algorithm) => algorithm is DigestAlgorithm.Md5 ? "MD5" : "SHA-256";

    /// <summary>Reads an <c>algorithm</c>; absent means MD5 (RFC 7616 §3.4). The <c>-sess</c> kinds are never offered, so they are unknown.</summary>
    public static bool TryReadToken(Utf8Text token, out DigestAlgorithm algorithm)
    {
        algorithm = token.EqualsIgnoreCase("SHA-256"u8) ? DigestAlgorithm.Sha256 : DigestAlgorithm.Md5;
        return algorithm is DigestAlgorithm.Sha256 || token.IsEmpty || token.EqualsIgnoreCase("MD5"u8);
    }

    /// <summary>H(A1), which is what a server keeps in place of a password: <c>H(user:realm:password)</c>.</summary>
    public static string UserSecret(DigestAlgorithm algorithm, string user, string realm, string password) =>
        Of(algorithm, Utf8Text.Of(user), Utf8Text.Of(realm), Utf8Text.Of(password)).ToString();

    /// <summary>H of a message body, for <c>qop=auth-int</c>.</summary>
    public static Utf8Text OfBody(DigestAlgorithm algorithm, Utf8Text body) => Of(algorithm, body);

    /// <summary>The <c>response</c> of a request.</summary>
    /// <param name="algorithm">Hash function.</param>
    /// <param name="userSecret">H(A1) of the user.</param>
    /// <param name="method">Method of the request.</param>
    /// <param name="body">Its body; looked at for <c>auth-int</c> only.</param>
    /// <param name="credentials">What the client sent: uri, nonce, nc, cnonce, qop.</param>
    public static Utf8Text Response(DigestAlgorithm algorithm, Utf8Text userSecret, Utf8Text method, Utf8Text body, in DigestCredentials credentials)
    {
        Utf8Text request = credentials.CoversBody ? Of(algorithm, method, credentials.Uri, OfBody(algorithm, body)) : Of(algorithm, method, credentials.Uri);
        return Of(algorithm, userSecret, credentials.Nonce, credentials.CountText, credentials.ClientNonce, credentials.Protection, request);
    }

    private static Utf8Text Of(DigestAlgorithm algorithm, params ReadOnlySpan<Utf8Text> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(algorithm is DigestAlgorithm.Md5 ? HashAlgorithmName.MD5 : HashAlgorithmName.SHA256);
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                hash.AppendData([Colon]);
            }

            hash.AppendData(parts[i].Span);
        }

        return new Utf8Text(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset())));
    }
}
