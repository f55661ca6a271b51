using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Retry-After, RFC 3261 §20.33: seconds, an optional comment, parameters.</summary>
/// <param name="Seconds">How long the sender is not available.</param>
/// <param name="Comment">The comment without its brackets; empty when absent.</param>
/// <param name="Parameters">duration and others.</param>
public readonly record struct RetryAfterHeader(uint Seconds, Utf8Text Comment = default, HeaderParameters Parameters = default)
{
    /// <summary><c>duration</c> in seconds: how long the sender will then be available.</summary>
    public uint? Duration => Parameters.GetNumber("duration"u8);

    /// <summary>Reads one whole value. Comment and parameters that are malformed are left out, the number counts all the same.</summary>
    public static bool TryRead(Utf8Text source, out RetryAfterHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryNumber(uint.MaxValue, out uint seconds) || !(lexer.AtEnd || Abnf.IsWhitespace(lexer.Next) || lexer.Next is (byte)';' or (byte)'('))
        {
            return false;
        }

        lexer.SkipWhitespace();
        _ = lexer.TryComment(out Utf8Text comment);
        value = HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters) && lexer.AtEnd
            ? new RetryAfterHeader(seconds, comment, parameters)
            : new RetryAfterHeader(seconds);
        return true;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Seconds}{(Comment.IsEmpty ? string.Empty : $" ({Comment})")}{Parameters}");
}
