using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One P-Access-Network-Info value, RFC 7315 §4.4: <c>3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2620…</c>.</summary>
/// <param name="AccessType">Access type or class, such as <c>3GPP-NR-FDD</c>, <c>IEEE-802.11</c>.</param>
/// <param name="Parameters">Parameters.</param>
public readonly record struct PAccessNetworkInfoHeader(Utf8Text AccessType, HeaderParameters Parameters)
{
    /// <summary><c>np</c>: the network put it there, not the phone.</summary>
    public bool IsNetworkProvided => Parameters.Contains("np"u8);

    /// <summary>The cell of a 3GPP access (utran-cell-id-3gpp or cgi-3gpp); empty when absent.</summary>
    public Utf8Text Cell => Parameters.TryGet("utran-cell-id-3gpp"u8, out Utf8Text cell) ? cell : Parameters.Get("cgi-3gpp"u8);

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out PAccessNetworkInfoHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text accessType) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new PAccessNetworkInfoHeader(accessType, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{AccessType}{Parameters}";
}
