using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Refer-Sub, RFC 4488 §4: whether a REFER makes a subscription.</summary>
/// <param name="IsWanted"><c>true</c>.</param>
/// <param name="Parameters">Parameters.</param>
public readonly record struct ReferSubHeader(bool IsWanted, HeaderParameters Parameters)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out ReferSubHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text word) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new ReferSubHeader(word.EqualsIgnoreCase("true"u8), parameters);
        return lexer.AtEnd && (value.IsWanted || word.EqualsIgnoreCase("false"u8));
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{(IsWanted ? "true" : "false")}{Parameters}";
}
