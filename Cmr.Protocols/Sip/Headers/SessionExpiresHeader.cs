using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Session-Expires, RFC 4028 §4; Min-SE (§5) has the same shape.</summary>
/// <param name="Seconds">Session interval.</param>
/// <param name="Parameters">refresher and others.</param>
public readonly record struct SessionExpiresHeader(uint Seconds, HeaderParameters Parameters)
{
    /// <summary><c>refresher</c>: <c>uac</c>, <c>uas</c>, or empty when absent.</summary>
    public Utf8Text Refresher => Parameters.Get("refresher"u8);

    /// <summary>Canonical form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seconds}{Parameters}");

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out SessionExpiresHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryNumber(uint.MaxValue, out uint seconds) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new SessionExpiresHeader(seconds, parameters);
        return lexer.AtEnd;
    }
}
