using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>
/// A header row of a message that is being built. A copied row and one with a name of its own are a whole line; a new row of a
/// known header is its value alone, since the name stands in the register.
/// </summary>
internal readonly struct BuilderRow
{
    private readonly Utf8Text _text;
    private readonly int _valueStart;
    private readonly int _valueLength;

    private BuilderRow(HeaderId id, Utf8Text text, int nameLength, (int Start, int Length) value, bool isNew)
    {
        _text = text;
        (_valueStart, _valueLength) = value;
        NameLength = nameLength;
        Id = id;
        IsNew = isNew;
    }

    /// <summary>Which known header, or <see cref="HeaderId.Unknown"/>.</summary>
    internal HeaderId Id { get; }

    /// <summary>It was not copied from a message, so nobody has looked at its value yet.</summary>
    internal bool IsNew { get; }

    /// <summary>The value, trimmed.</summary>
    internal Utf8Text Value => _text.Slice(_valueStart, _valueLength);

    internal int WireLength => (IsLine ? _text.Length : RegisteredName.Length + 2 + _text.Length) + 2;

    private int NameLength { get; }

    private bool IsLine => NameLength > 0;

    private Utf8Text Name => IsLine ? _text.Slice(0, NameLength) : RegisteredName;

    private Utf8Text RegisteredName => KnownHeaders.Get(Id).NameText;

    /// <summary>A row of another message, octet for octet.</summary>
    internal static BuilderRow Copy(HeaderId id, byte[] buffer, in HeaderEntry entry) => new(
        id, new Utf8Text(buffer, entry.Offset, entry.Length), entry.NameLength, (entry.ValueStart - entry.Offset, entry.ValueLength), isNew: false);

    internal static BuilderRow New(HeaderId id, Utf8Text value)
    {
        Utf8Text text = SipText.Unfold(value);
        return new BuilderRow(id, text, 0, (0, text.Length), isNew: true);
    }

    internal static BuilderRow New(Utf8Text name, Utf8Text value)
    {
        Utf8Text header = SipText.Unfold(name);
        Utf8Text text = SipText.Unfold(value);
        Utf8Text line = SipText.Concat(header, SipText.Colon, text);
        return new BuilderRow(KnownHeaders.Identify(header.Span), line, header.Length, (header.Length + 2, text.Length), isNew: true);
    }

    /// <summary>A row of the same header field.</summary>
    internal bool IsOfField(in BuilderRow other) => IsOfField(other.Id, other.Name);

    /// <summary>A row of this header field.</summary>
    internal bool IsOfField(HeaderId id, Utf8Text name) => Id == id && (id is not HeaderId.Unknown || Name.EqualsIgnoreCase(name));

    /// <summary>The name is one that a reader takes; a name that is not is the program's own mistake.</summary>
    internal bool HasToken => IsLine ? !Name.Span.ContainsAnyExcept(Abnf.Token) : Id is not HeaderId.Unknown;

    /// <summary>Writes the row with its line end, and says where its parts lie.</summary>
    internal HeaderEntry WriteTo(ref SpanWriter writer)
    {
        int offset = writer.Position;
        int name = NameLength;
        int value = _valueStart;
        if (!IsLine)
        {
            Utf8Text registered = RegisteredName;
            name = registered.Length;
            value = name + 2;
            writer.Put(registered.Span);
            writer.Put(": "u8);
        }

        writer.Put(_text.Span);
        HeaderEntry entry = new(offset, writer.Position - offset, name, (value, _valueLength));
        writer.Put("\r\n"u8);
        return entry;
    }
}
