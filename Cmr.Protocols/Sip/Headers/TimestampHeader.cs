using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Timestamp, RFC 3261 §20.38: when the request was sent and how long the server took, in seconds of nobody's clock.</summary>
/// <param name="Sent">As written, to be given back unchanged.</param>
/// <param name="Delay">Delay as written; empty when absent.</param>
public readonly record struct TimestampHeader(Utf8Text Sent, Utf8Text Delay)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out TimestampHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryTake(Abnf.Decimal, out Utf8Text sent) || !IsDecimal(sent))
        {
            return false;
        }

        Utf8Text delay = default;
        if (lexer.TryGap() && (!lexer.TryTake(Abnf.Decimal, out delay) || !IsDecimal(delay)))
        {
            return false;
        }

        value = new TimestampHeader(sent, delay);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => Delay.IsEmpty ? Sent.ToString() : $"{Sent} {Delay}";

    private static bool IsDecimal(Utf8Text text) => text.Span.Count((byte)'.') <= 1 && text.Span.ContainsAnyExcept((byte)'.');
}
