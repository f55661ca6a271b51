using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One User-to-User value, RFC 7433 §4.1: data that two users or their applications exchange at call setup.</summary>
/// <param name="Data">As written, without quotes; in the encoding that <see cref="Encoding"/> names.</param>
/// <param name="IsQuoted">It stood in quotes.</param>
/// <param name="Parameters">purpose, content, encoding and others.</param>
public readonly record struct UserToUserHeader(Utf8Text Data, bool IsQuoted, HeaderParameters Parameters)
{
    /// <summary><c>encoding</c>; its absence means <c>hex</c> for the ISDN package (RFC 7434).</summary>
    public Utf8Text Encoding => Parameters.Get("encoding"u8);

    /// <summary><c>purpose</c>, the package; empty when absent.</summary>
    public Utf8Text Purpose => Parameters.Get("purpose"u8);

    /// <summary><c>content</c>; empty when absent.</summary>
    public Utf8Text Content => Parameters.Get("content"u8);

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out UserToUserHeader value)
    {
        TextLexer lexer = new(source.Trim());
        bool quoted = lexer.TryQuotedString(out Utf8Text data);
        value = default;
        if ((!quoted && !lexer.TryToken(out data)) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new UserToUserHeader(data, quoted, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => IsQuoted ? $"{QuotedText.Write(Data)}{Parameters}" : $"{Data}{Parameters}";
}
