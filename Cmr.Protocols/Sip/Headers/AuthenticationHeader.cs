using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>
/// WWW-Authenticate, Proxy-Authenticate, Authorization, Proxy-Authorization (RFC 3261 §20.7, §20.27, §20.28, §20.44): a scheme and
/// its parameters, separated by commas. Authentication-Info (§20.6) has the parameters only.
/// </summary>
/// <param name="Scheme">Such as <c>Digest</c>; empty in Authentication-Info.</param>
/// <param name="Raw">Parameters as written, or the token of a scheme such as <c>Basic</c>.</param>
public readonly record struct AuthenticationHeader(Utf8Text Scheme, Utf8Text Raw)
{
    /// <summary><c>Digest</c>, RFC 8760.</summary>
    public bool IsDigest => Scheme.EqualsIgnoreCase("Digest"u8);

    /// <summary><c>realm</c>; empty when absent, as all texts below.</summary>
    public Utf8Text Realm => Get("realm"u8);

    /// <summary><c>nonce</c>.</summary>
    public Utf8Text Nonce => Get("nonce"u8);

    /// <summary><c>opaque</c>, to be given back as it came.</summary>
    public Utf8Text Opaque => Get("opaque"u8);

    /// <summary><c>algorithm</c> as written; its absence means MD5 (RFC 8760 §2.1).</summary>
    public Utf8Text Algorithm => Get("algorithm"u8);

    /// <summary><c>username</c>, a hash of it when <see cref="IsUserHash"/>.</summary>
    public Utf8Text Username => Get("username"u8);

    /// <summary><c>userhash</c>: the user name is hashed (RFC 7616 §3.4.4).</summary>
    public bool IsUserHash => Get("userhash"u8).EqualsIgnoreCase("true"u8);

    /// <summary><c>uri</c>, the digest-uri of credentials.</summary>
    public Utf8Text DigestUri => Get("uri"u8);

    /// <summary><c>response</c> of credentials.</summary>
    public Utf8Text Response => Get("response"u8);

    /// <summary><c>cnonce</c>.</summary>
    public Utf8Text ClientNonce => Get("cnonce"u8);

    /// <summary><c>qop</c> as credentials and Authentication-Info state it; a challenge offers a list, see <see cref="OffersQop"/>.</summary>
    public Utf8Text Qop => Get("qop"u8);

    /// <summary><c>nc</c>: exactly eight hexadecimal digits (RFC 3261 §25.1); <see langword="null"/> when absent or anything else.</summary>
    public uint? NonceCount =>
        Get("nc"u8) is { Length: 8 } text && uint.TryParse(text.Span, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint count) ? count : null;

    /// <summary><c>stale=true</c> of a challenge: the nonce is old, the password was right.</summary>
    public bool IsStale => Get("stale"u8).EqualsIgnoreCase("true"u8);

    /// <summary>The qop list of a challenge has this one, <c>auth</c> or <c>auth-int</c>.</summary>
    public bool OffersQop(ReadOnlySpan<byte> qop)
    {
        Utf8Text offered = Qop;
        foreach (Range range in offered.Span.Split((byte)','))
        {
            if (offered.Part(range).Trim().EqualsIgnoreCase(qop))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads one row: a scheme with its parameters.</summary>
    public static bool TryRead(Utf8Text source, out AuthenticationHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text scheme) || !lexer.TryGap())
        {
            return false;
        }

        value = new AuthenticationHeader(scheme, lexer.Rest);
        return !value.IsDigest || AreParameters(value.Raw);
    }

    /// <summary>Reads a row of Authentication-Info: parameters only.</summary>
    public static bool TryReadInfo(Utf8Text source, out AuthenticationHeader value)
    {
        value = new AuthenticationHeader(default, source.Trim());
        return AreParameters(value.Raw);
    }

    /// <summary>Looks up a parameter, without its quotes and escapes; a repeated one counts as absent, since two readers could take different ones.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out Utf8Text value)
    {
        value = default;
        int found = 0;
        foreach (Utf8Text parameter in new HeaderValues(Raw))
        {
            if (TryReadParameter(parameter, out Utf8Text key, out Utf8Text text) && key.EqualsIgnoreCase(name))
            {
                found++;
                value = text;
            }
        }

        value = found == 1 ? value : default;
        return found == 1;
    }

    /// <summary>The parameter, or the empty text.</summary>
    public Utf8Text Get(ReadOnlySpan<byte> name) => TryGet(name, out Utf8Text value) ? value : default;

    /// <summary>Canonical form of the scheme, parameters as written.</summary>
    public override string ToString() => Scheme.IsEmpty ? Raw.ToString() : $"{Scheme} {Raw}";

    private static bool AreParameters(Utf8Text raw)
    {
        bool any = false;
        foreach (Utf8Text parameter in new HeaderValues(raw))
        {
            any = true;
            if (!TryReadParameter(parameter, out _, out _))
            {
                return false;
            }
        }

        return any;
    }

    private static bool TryReadParameter(Utf8Text source, out Utf8Text name, out Utf8Text value)
    {
        TextLexer lexer = new(source);
        value = default;
        if (!lexer.TryToken(out name) || !lexer.TrySkipSeparator((byte)'='))
        {
            return false;
        }

        if (lexer.TryQuotedString(out value))
        {
            value = QuotedText.Unescape(value);
            return lexer.AtEnd;
        }

        return lexer.TryTake(Abnf.ParameterValue, out value) && lexer.AtEnd;
    }
}
