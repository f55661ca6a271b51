using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Retry-After, RFC 3261 §20.33: seconds, an optional comment, parameters.</summary>
/// <param name="Seconds">How long the sender is not available.</param>
public readonly record struct RetryAfterHeader(uint Seconds)
{
    /// <summary>Reads one whole value; what follows the number only has to be there.</summary>
    public static bool TryRead(Utf8Text source, out RetryAfterHeader value)
    {
        TextLexer lexer = new(source.Trim());
        bool valid = lexer.TryNumber(uint.MaxValue, out uint seconds)
            && (lexer.AtEnd || Abnf.IsWhitespace(lexer.Next) || lexer.Next is (byte)';' or (byte)'(');
        value = new RetryAfterHeader(valid ? seconds : 0);
        return valid;
    }
}
