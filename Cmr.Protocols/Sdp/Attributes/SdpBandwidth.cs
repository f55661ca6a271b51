using System.Globalization;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Attributes;

/// <summary><c>b=</c>, RFC 8866 §5.8.</summary>
/// <param name="Modifier"><c>AS</c> and <c>CT</c> in kilobits per second, <c>TIAS</c> (RFC 3890), <c>RS</c> and <c>RR</c> (RFC 3556) in bits per second, or another.</param>
/// <param name="Value">The figure as written.</param>
public readonly record struct SdpBandwidth(Utf8Text Modifier, uint Value)
{
    /// <summary>Bits per second; <see langword="null"/> for an unknown modifier.</summary>
    public long? BitsPerSecond =>
        Modifier.Equals("AS"u8) || Modifier.Equals("CT"u8) ? Value * 1000L
        : Modifier.Equals("TIAS"u8) || Modifier.Equals("RS"u8) || Modifier.Equals("RR"u8) ? Value
        : null;

    /// <summary>Reads the value of a <c>b=</c> line.</summary>
    public static bool TryRead(Utf8Text source, out SdpBandwidth value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text modifier) || !lexer.TrySkip((byte)':') || !lexer.TryNumber(uint.MaxValue, out uint figure))
        {
            return false;
        }

        value = new SdpBandwidth(modifier, figure);
        return lexer.AtEnd;
    }

    /// <summary>The line.</summary>
    public SdpLine ToLine() => new('b', ToString());

    /// <summary>Value of the line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Modifier}:{Value}");
}
