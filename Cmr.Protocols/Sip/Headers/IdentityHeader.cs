using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One Identity value, RFC 8224 §4: a signed PASSporT, where its certificate is, and how it was made. It is carried, not verified.</summary>
/// <param name="Token">Full or compact form of the PASSporT.</param>
/// <param name="Info"><c>info</c>, the URI of the certificate.</param>
/// <param name="Raw">Parameters as written.</param>
public readonly record struct IdentityHeader(Utf8Text Token, AnyUri Info, Utf8Text Raw)
{
    /// <summary><c>alg</c>; its absence means ES256.</summary>
    public Utf8Text Algorithm => Get("alg"u8);

    /// <summary><c>ppt</c>, the extension of PASSporT, such as <c>shaken</c> (RFC 8588); empty when absent.</summary>
    public Utf8Text Extension => Get("ppt"u8);

    /// <summary>Reads one whole value; <c>info</c> is mandatory.</summary>
    public static bool TryRead(Utf8Text source, out IdentityHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryTake(Abnf.SignedDigest, out Utf8Text token))
        {
            return false;
        }

        Utf8Text raw = lexer.Rest;
        AnyUri info = default;
        while (TryReadParameter(ref lexer, out Utf8Text name, out Utf8Text text))
        {
            if (name.EqualsIgnoreCase("info"u8) && !AnyUri.TryRead(text, out info))
            {
                return false;
            }
        }

        value = new IdentityHeader(token, info, raw);
        return lexer.AtEnd && !info.Raw.IsEmpty;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString()
    {
        string parameters = string.Empty;
        TextLexer lexer = new(Raw);
        while (TryReadParameter(ref lexer, out Utf8Text name, out Utf8Text value))
        {
            parameters += name.EqualsIgnoreCase("info"u8) ? $";{name}=<{value}>" : $";{name}={(value.Span.ContainsAnyExcept(Abnf.Token) ? QuotedText.Write(value) : value)}";
        }

        return $"{Token}{parameters}";
    }

    private Utf8Text Get(ReadOnlySpan<byte> wanted)
    {
        TextLexer lexer = new(Raw);
        while (TryReadParameter(ref lexer, out Utf8Text name, out Utf8Text value))
        {
            if (name.EqualsIgnoreCase(wanted))
            {
                return value;
            }
        }

        return default;
    }

    // The URI stands in angle brackets, which no other header parameter has.
    private static bool TryReadParameter(ref TextLexer lexer, out Utf8Text name, out Utf8Text value)
    {
        (name, value) = (default, default);
        if (!lexer.TrySkipSeparator((byte)';') || !lexer.TryToken(out name) || !lexer.TrySkipSeparator((byte)'='))
        {
            return false;
        }

        return lexer.TrySkip((byte)'<') ? lexer.TryTakeUntil((byte)'>', out value) && lexer.TrySkip((byte)'>') : lexer.TryQuotedString(out value) || lexer.TryToken(out value);
    }
}
