using System.Globalization;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>RAck, RFC 3262 §7.2: which reliable provisional response a PRACK acknowledges.</summary>
/// <param name="RSeq">1 to 2³²−1.</param>
/// <param name="CSeq">CSeq number of that response.</param>
/// <param name="Method">CSeq method of that response.</param>
public readonly record struct RAckHeader(uint RSeq, uint CSeq, SipMethod Method)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out RAckHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryNumber(uint.MaxValue, out uint rseq) || !lexer.TryGap()
            || !lexer.TryNumber(int.MaxValue, out uint cseq) || !lexer.TryGap()
            || !lexer.TryToken(out Utf8Text method))
        {
            return false;
        }

        value = new RAckHeader(rseq, cseq, SipMethod.Of(method));
        return lexer.AtEnd;
    }

    /// <summary><c>rseq cseq method</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RSeq} {CSeq} {Method}");
}
