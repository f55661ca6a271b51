using System.Globalization;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>CSeq, RFC 3261 §20.16.</summary>
/// <param name="Number">0 to 2³¹−1 (§8.1.1.5).</param>
/// <param name="Method">Method of the request.</param>
public readonly record struct CSeqHeader(uint Number, SipMethod Method)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out CSeqHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryNumber(int.MaxValue, out uint number) || !lexer.TryGap() || !lexer.TryToken(out Utf8Text method))
        {
            return false;
        }

        value = new CSeqHeader(number, SipMethod.Of(method));
        return lexer.AtEnd;
    }

    /// <summary><c>number method</c>, written at once into the octets that a message takes.</summary>
    internal static Utf8Text Write(uint number, SipMethod method)
    {
        Span<byte> digits = stackalloc byte[10];
        number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        byte[] text = new byte[length + 1 + method.Name.Length];
        digits[..length].CopyTo(text);
        text[length] = (byte)' ';
        method.Name.Span.CopyTo(text.AsSpan(length + 1));
        return new Utf8Text(text);
    }

    /// <summary><c>number method</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Method}");
}
