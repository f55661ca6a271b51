using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Content-Disposition, RFC 3261 §20.11.</summary>
/// <param name="Type"><c>session</c>, <c>early-session</c>, <c>render</c> …</param>
/// <param name="Parameters">handling and others.</param>
public readonly record struct ContentDispositionHeader(Utf8Text Type, HeaderParameters Parameters)
{
    /// <summary><c>handling</c> is absent or says <c>required</c> (RFC 5621 §8.2).</summary>
    public bool IsRequired => !Parameters.TryGet("handling"u8, out Utf8Text value) || value.EqualsIgnoreCase("required"u8);

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Type}{Parameters}";

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out ContentDispositionHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text type) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new ContentDispositionHeader(type, parameters);
        return lexer.AtEnd;
    }
}
