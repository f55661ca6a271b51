using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Geolocation-Error, RFC 6442 §4.3: <c>100;code="Cannot Process Location"</c>.</summary>
/// <param name="Code">Three digits; 100 to 199 forbid another try with that location.</param>
/// <param name="Parameters">code and others.</param>
public readonly record struct GeolocationErrorHeader(int Code, HeaderParameters Parameters)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out GeolocationErrorHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryNumber(999, out uint code) || lexer.Position != 3 || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new GeolocationErrorHeader((int)code, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Code:D3}{Parameters}";
}
