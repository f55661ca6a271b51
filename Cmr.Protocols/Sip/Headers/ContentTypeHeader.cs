using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Content-Type, RFC 3261 §20.15.</summary>
/// <param name="Type">Such as <c>application</c>.</param>
/// <param name="Subtype">Such as <c>sdp</c>.</param>
/// <param name="Parameters">boundary, charset and others.</param>
public readonly record struct ContentTypeHeader(Utf8Text Type, Utf8Text Subtype, HeaderParameters Parameters)
{
    /// <summary><c>application/sdp</c>.</summary>
    public bool IsSdp => Is("application"u8, "sdp"u8);

    /// <summary><c>multipart/…</c>.</summary>
    public bool IsMultipart => Type.EqualsIgnoreCase("multipart"u8);

    /// <summary>Type and subtype, compared without case.</summary>
    public bool Is(ReadOnlySpan<byte> type, ReadOnlySpan<byte> subtype) => Type.EqualsIgnoreCase(type) && Subtype.EqualsIgnoreCase(subtype);

    /// <summary><c>boundary</c> of a multipart body (RFC 2046 §5.1.1); empty when absent.</summary>
    public Utf8Text Boundary => QuotedText.Unescape(Parameters.Get("boundary"u8));

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Type}/{Subtype}{Parameters}";

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out ContentTypeHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text type) || !lexer.TrySkipSeparator((byte)'/') || !lexer.TryToken(out Utf8Text subtype)
            || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new ContentTypeHeader(type, subtype, parameters);
        return lexer.AtEnd;
    }
}
