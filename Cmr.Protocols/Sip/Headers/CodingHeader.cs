using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One value of Accept-Encoding, Accept-Language, Content-Encoding or Content-Language (RFC 3261 §20.2, §20.3): <c>gzip;q=0.5</c>.</summary>
/// <param name="Name">Coding or language, or <c>*</c>.</param>
/// <param name="Parameters">Parameters.</param>
public readonly record struct CodingHeader(Utf8Text Name, HeaderParameters Parameters)
{
    /// <summary><c>q</c> in thousandths, 1000 when absent or malformed.</summary>
    public int Quality => QualityValue.Of(Parameters);

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out CodingHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text name) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new CodingHeader(name, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Name}{Parameters}";
}
