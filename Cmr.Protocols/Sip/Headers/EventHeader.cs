using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Event, RFC 6665 §8.2.1: <c>presence;id=1</c>.</summary>
/// <param name="Package">Event package with its templates, such as <c>presence.winfo</c>.</param>
/// <param name="Parameters">Parameters.</param>
public readonly record struct EventHeader(Utf8Text Package, HeaderParameters Parameters)
{
    /// <summary><c>id</c>; empty when absent.</summary>
    public Utf8Text Id => Parameters.Get("id"u8);

    /// <summary>Same package and same id (RFC 6665 §4.5.2): the other parameters do not tell subscriptions apart.</summary>
    public bool Matches(EventHeader other) => Package == other.Package && Id == other.Id;

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out EventHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text package) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new EventHeader(package, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Package}{Parameters}";
}
