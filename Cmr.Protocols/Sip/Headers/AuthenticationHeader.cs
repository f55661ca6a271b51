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
