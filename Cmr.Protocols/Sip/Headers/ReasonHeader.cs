using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One Reason value, RFC 3326 §2: <c>SIP;cause=200;text="…"</c> or <c>Q.850;cause=16</c>.</summary>
/// <param name="Protocol"><c>SIP</c>, <c>Q.850</c> or another token.</param>
/// <param name="Parameters">cause, text and others.</param>
public readonly record struct ReasonHeader(Utf8Text Protocol, HeaderParameters Parameters)
{
    /// <summary><c>cause</c>; <see langword="null"/> when absent or no number.</summary>
    public int? Cause
    {
        get
        {
            TextLexer lexer = new(Parameters.Get("cause"u8));
            return lexer.TryNumber(int.MaxValue, out uint cause) ? (int)cause : null;
        }
    }

    /// <summary><c>text</c> without quotes; empty when absent.</summary>
    public Utf8Text Text => Parameters.Get("text"u8);

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Protocol}{Parameters}";

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out ReasonHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text protocol) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new ReasonHeader(protocol, parameters);
        return lexer.AtEnd;
    }
}
