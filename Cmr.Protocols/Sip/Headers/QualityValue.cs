using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>qvalue, RFC 3261 §25.1: 0 to 1 with at most three decimals.</summary>
internal static class QualityValue
{
    /// <summary><c>q</c> in thousandths, 1000 when absent or malformed.</summary>
    internal static int Of(HeaderParameters parameters) =>
        parameters.TryGet("q"u8, out Utf8Text text) && TryRead(text, out int thousandths) ? thousandths : 1000;

    private static bool TryRead(Utf8Text text, out int thousandths)
    {
        TextLexer lexer = new(text);
        thousandths = 0;
        if (!lexer.TryNumber(1, out uint whole))
        {
            return false;
        }

        uint fraction = 0;
        int digits = 0;
        if (lexer.TrySkip((byte)'.'))
        {
            int start = lexer.Position;
            _ = lexer.TryNumber(999, out fraction);
            digits = lexer.Position - start;
        }

        for (; digits < 3; digits++)
        {
            fraction *= 10;
        }

        thousandths = (int)((whole * 1000) + fraction);
        return lexer.AtEnd && thousandths <= 1000;
    }
}
