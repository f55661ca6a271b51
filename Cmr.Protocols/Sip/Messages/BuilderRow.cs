using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>A header row of a message that is being built: a row copied as it was, or a name and a new value.</summary>
/// <param name="Id">Which known header, or <see cref="HeaderId.Unknown"/>.</param>
/// <param name="Name">Name to write.</param>
/// <param name="Value">Value to write.</param>
/// <param name="Line">The copied row without line end; empty for a new one.</param>
internal readonly record struct BuilderRow(HeaderId Id, Utf8Text Name, Utf8Text Value, Utf8Text Line)
{
    internal int WireLength => (Line.IsEmpty ? Name.Length + 2 + Value.Length : Line.Length) + 2;

    internal bool Is(HeaderId id, Utf8Text name) =>
        id is HeaderId.Unknown ? Id is HeaderId.Unknown && Name.EqualsIgnoreCase(name) : Id == id;
}
