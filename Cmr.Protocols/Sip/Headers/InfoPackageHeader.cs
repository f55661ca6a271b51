using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Info-Package and one value of Recv-Info, RFC 6086 §7.2.</summary>
/// <param name="Package">Name of the package, such as <c>g.3gpp.mcptt-info</c>.</param>
/// <param name="Parameters">Parameters.</param>
public readonly record struct InfoPackageHeader(Utf8Text Package, HeaderParameters Parameters)
{

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out InfoPackageHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text package) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new InfoPackageHeader(package, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Package}{Parameters}";
}
