using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Header values that are one number: Max-Forwards, Content-Length, Expires, RSeq, Min-Expires.</summary>
internal static class ScalarHeader
{
    internal static bool TryRead(Utf8Text source, uint maximum, out uint value)
    {
        TextLexer lexer = new(source.Trim());
        return lexer.TryNumber(maximum, out value) && lexer.AtEnd;
    }
}
