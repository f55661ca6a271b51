using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One P-Visited-Network-ID value, RFC 7315 §4.3: a token or a quoted text that names the visited network.</summary>
/// <param name="Network">Without quotes, escapes untouched.</param>
/// <param name="Parameters">Parameters.</param>
public readonly record struct PVisitedNetworkIdHeader(Utf8Text Network, HeaderParameters Parameters)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out PVisitedNetworkIdHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!(lexer.TryQuotedString(out Utf8Text network) || lexer.TryToken(out network)) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new PVisitedNetworkIdHeader(network, parameters);
        return lexer.AtEnd && !network.IsEmpty;
    }

    /// <summary>Canonical form, always quoted.</summary>
    public override string ToString() => QuotedText.Write(Network) + Parameters;
}
