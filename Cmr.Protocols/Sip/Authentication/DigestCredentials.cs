using System.Buffers;
using System.Globalization;
using System.Text;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Authentication;

/// <summary>The parameters of an Authorization of scheme Digest (RFC 7616 §3.4), checked for form only.</summary>
/// <param name="User"><c>username</c>.</param>
/// <param name="Realm"><c>realm</c>.</param>
/// <param name="Nonce"><c>nonce</c>.</param>
/// <param name="Uri"><c>uri</c>.</param>
/// <param name="Response"><c>response</c>.</param>
/// <param name="Algorithm"><c>algorithm</c> as written; empty when absent.</param>
/// <param name="Protection"><c>qop</c> as written: <c>auth</c> or <c>auth-int</c>.</param>
/// <param name="ClientNonce"><c>cnonce</c>.</param>
/// <param name="CountText"><c>nc</c> as written, 8 hexadecimal digits.</param>
public readonly record struct DigestCredentials(
    Utf8Text User, Utf8Text Realm, Utf8Text Nonce, Utf8Text Uri, Utf8Text Response, Utf8Text Algorithm, Utf8Text Protection, Utf8Text ClientNonce, Utf8Text CountText)
{
    /// <summary>Longest value that is taken. What is longer is nothing of ours, and hashing it would be work for strangers.</summary>
    public const int MaxValueLength = 512;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary><c>qop=auth-int</c>: the body is protected too.</summary>
    public bool CoversBody => Protection.EqualsIgnoreCase("auth-int"u8);

    /// <summary><c>nc</c>: how often the client has used the nonce, this time included.</summary>
    public uint Count => uint.Parse(Encoding.ASCII.GetString(CountText.Span), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture); // checked when read

    /// <summary>
    /// Reads them. Everything that we ask for must be there, each once: a client that leaves out <c>qop</c>, <c>nc</c> or <c>cnonce</c> would be as good as
    /// one that speaks RFC 2069, whose responses can be used again by whoever saw one.
    /// </summary>
    public static bool TryRead(in AuthenticationHeader header, out DigestCredentials credentials)
    {
        credentials = new DigestCredentials(
            header.Get("username"u8), header.Get("realm"u8), header.Get("nonce"u8), header.Get("uri"u8), header.Get("response"u8),
            header.Get("algorithm"u8), header.Get("qop"u8), header.Get("cnonce"u8), header.Get("nc"u8));
        bool once = credentials.Algorithm.IsEmpty == !Mentions(header, "algorithm"u8);
        bool protects = credentials.CoversBody || credentials.Protection.EqualsIgnoreCase("auth"u8);
        bool counts = credentials.CountText.Length == 8 && !credentials.CountText.Span.ContainsAnyExcept(HexDigits) && credentials.Count > 0;
        return header.IsDigest && once && protects && counts
            && IsSane(credentials.User) && IsSane(credentials.Nonce) && IsSane(credentials.Uri) && IsSane(credentials.Response) && IsSane(credentials.ClientNonce);
    }

    private static bool IsSane(Utf8Text value) => value.Length is > 0 and <= MaxValueLength;

    // A parameter that comes twice counts as absent; two algorithms must not end as MD5
    private static bool Mentions(in AuthenticationHeader header, ReadOnlySpan<byte> name)
    {
        foreach (Utf8Text parameter in new HeaderValues(header.Raw))
        {
            int equal = parameter.Span.IndexOf((byte)'=');
            if (equal >= 0 && parameter.Slice(0, equal).Trim().EqualsIgnoreCase(name))
            {
                return true;
            }
        }

        return false;
    }
}
