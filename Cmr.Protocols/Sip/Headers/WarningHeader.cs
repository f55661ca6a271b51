using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One Warning value, RFC 3261 §20.43: <c>307 isi.edu "Session parameter 'foo' not understood"</c>.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Agent">Host or pseudonym of who added it.</param>
/// <param name="Text">Text without its quotes, escapes untouched.</param>
public readonly record struct WarningHeader(int Code, Utf8Text Agent, Utf8Text Text)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out WarningHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryNumber(999, out uint code) || lexer.Position != 3 || !lexer.TryGap()
            || !lexer.TryTake(Abnf.ParameterValue, out Utf8Text agent) || !lexer.TryGap()
            || !lexer.TryQuotedString(out Utf8Text text))
        {
            return false;
        }

        value = new WarningHeader((int)code, agent, text);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code:D3} {Agent} {QuotedText.Write(Text)}");
}
