using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary>One line, <c>type=value</c>.</summary>
/// <param name="Type">The letter, such as <c>'a'</c>.</param>
/// <param name="Value">What stands behind the equals sign, as written.</param>
public readonly record struct SdpLine(char Type, Utf8Text Value)
{
    /// <summary>Name of an attribute line: up to the colon. Empty for other lines.</summary>
    public Utf8Text AttributeName
    {
        get
        {
            int colon = Value.Span.IndexOf((byte)':');
            return Type != 'a' ? default : colon < 0 ? Value : Value.Slice(0, colon);
        }
    }

    /// <summary>Value of an attribute line: after the colon; empty when there is none.</summary>
    public Utf8Text AttributeValue
    {
        get
        {
            int colon = Value.Span.IndexOf((byte)':');
            return Type != 'a' || colon < 0 ? default : Value.Slice(colon + 1);
        }
    }

    /// <summary>An attribute line.</summary>
    public static SdpLine Attribute(string name, string value = "") => new('a', value.Length == 0 ? name : $"{name}:{value}");

    /// <summary>It is an attribute with this name; attribute names compare with case (RFC 8866 §6).</summary>
    public bool IsAttribute(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> value = Value.Span;
        return Type == 'a' && value.StartsWith(name) && (value.Length == name.Length || value[name.Length] == (byte)':');
    }

    /// <summary>Octets on the wire, with the line end.</summary>
    internal int WireLength => Value.Length + 4;

    /// <summary>As written, without line end.</summary>
    public override string ToString() => $"{Type}={Value}";
}
