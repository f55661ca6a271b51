using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>
/// One name-addr or addr-spec with parameters: From, To, Contact, Route, Record-Route (RFC 3261 §20),
/// P-Asserted-Identity (RFC 3325 §9.1), Refer-To (RFC 3515).
/// </summary>
/// <param name="DisplayName">Without quotes, escapes untouched; empty when absent.</param>
/// <param name="Uri">The address; <c>default</c> in <c>Contact: *</c>.</param>
/// <param name="Parameters">Header parameters, those outside the angle brackets.</param>
public readonly record struct AddressHeader(Utf8Text DisplayName, AnyUri Uri, HeaderParameters Parameters)
{
    /// <summary><c>tag</c>, RFC 3261 §19.3; empty when absent. An empty <c>tag=</c> counts as absent.</summary>
    public Utf8Text Tag
    {
        get
        {
            foreach ((Utf8Text name, Utf8Text value) in Parameters)
            {
                if (!value.IsEmpty && name.EqualsIgnoreCase("tag"u8))
                {
                    return value;
                }
            }

            return default;
        }
    }

    /// <summary><c>Contact: *</c>, the wildcard of a REGISTER.</summary>
    public bool IsWildcard => Uri.Raw.IsEmpty;

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out AddressHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!TryReadAddress(ref lexer, trusted: false, out Utf8Text displayName, out AnyUri uri) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new AddressHeader(displayName, uri, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form: a quoted display name, the URI in angle brackets, parameters without white space.</summary>
    public override string ToString() =>
        IsWildcard ? "*" : DisplayName.IsEmpty ? $"<{Uri}>{Parameters}" : $"{QuotedText.Write(DisplayName)} <{Uri}>{Parameters}";

    /// <summary>Takes apart a value that was checked when its message was read.</summary>
    internal static AddressHeader OfChecked(Utf8Text source)
    {
        TextLexer lexer = new(source);
        return TryReadAddress(ref lexer, trusted: true, out Utf8Text displayName, out AnyUri uri)
            ? new AddressHeader(displayName, uri, new HeaderParameters(lexer.Rest))
            : default; // Contact: *
    }

    /// <summary>Reads a Contact value: an address whose <c>expires</c> fits 32 bits, or <c>*</c>.</summary>
    public static bool TryReadContact(Utf8Text source, out AddressHeader value)
    {
        value = default;
        return source.Trim().Equals("*"u8) || (TryRead(source, out value) && HasSaneExpires(value));
    }

    /// <summary><see cref="OfChecked"/> in the shape of a reader.</summary>
    internal static bool TakeChecked(Utf8Text source, out AddressHeader value)
    {
        value = OfChecked(source);
        return true;
    }

    private static bool HasSaneExpires(AddressHeader value)
    {
        if (!value.Parameters.TryGet("expires"u8, out Utf8Text text))
        {
            return true;
        }

        TextLexer lexer = new(text);
        return lexer.TryNumber(uint.MaxValue, out _) || !Abnf.IsDigit(lexer.Next); // a non-number counts as the default, RFC 3261 §20.10
    }

    private static bool TryReadAddress(ref TextLexer lexer, bool trusted, out Utf8Text displayName, out AnyUri uri)
    {
        uri = default;
        bool quoted = lexer.TryQuotedString(out displayName);
        lexer.SkipWhitespace();
        if (!quoted && lexer.Next != (byte)'<' && lexer.Rest.Span.Contains((byte)'<'))
        {
            if (!TryReadPlainName(ref lexer, out displayName))
            {
                return TryReadBareUri(ref lexer, out displayName, out uri);
            }
        }

        if (lexer.TrySkip((byte)'<'))
        {
            return lexer.TryTakeUntil((byte)'>', out Utf8Text bracketed) && lexer.TrySkip((byte)'>') && TryReadUri(bracketed, trusted, out uri);
        }

        return !quoted && TryReadBareUri(ref lexer, out displayName, out uri);
    }

    private static bool TryReadUri(Utf8Text source, bool trusted, out AnyUri uri)
    {
        if (!trusted)
        {
            return AnyUri.TryRead(source, out uri);
        }

        uri = AnyUri.OfChecked(source);
        return true;
    }

    // Leniency: any text without delimiters is taken as a display name, not only a row of tokens; so is the \"Ann\" of a common phone.
    private static bool TryReadPlainName(ref TextLexer lexer, out Utf8Text displayName)
    {
        Utf8Text rest = lexer.Rest;
        Utf8Text name = rest.Slice(0, rest.Span.IndexOf((byte)'<'));
        displayName = name.Trim();
        bool escapedQuotes = name.Span.Count((byte)'"') == name.Span.Count("\\\""u8);
        if (!escapedQuotes || name.Span.ContainsAny(";,>"u8))
        {
            return false;
        }

        lexer.Skip(name.Length);
        return true;
    }

    // Without brackets, parameters belong to the header, and "?" and "," are not allowed (RFC 3261 §20.10).
    private static bool TryReadBareUri(ref TextLexer lexer, out Utf8Text displayName, out AnyUri uri)
    {
        displayName = default;
        ReadOnlySpan<byte> span = lexer.Rest.Span;
        int end = span.IndexOfAny("; \t\r\n"u8);
        Utf8Text bare = lexer.Rest.Slice(0, end < 0 ? span.Length : end);
        uri = default;
        if (bare.Span.ContainsAny("?,"u8) || !AnyUri.TryRead(bare, out uri))
        {
            return false;
        }

        lexer.Skip(bare.Length);
        return true;
    }
}
