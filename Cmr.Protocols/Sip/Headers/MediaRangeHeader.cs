using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One value of Accept, RFC 3261 §20.1: <c>application/sdp;level=1;q=0.5</c>, <c>text/*</c>, <c>*/*</c>.</summary>
/// <param name="Type">Type or <c>*</c>.</param>
/// <param name="Subtype">Subtype or <c>*</c>.</param>
/// <param name="Parameters">Parameters of the type, <c>q</c> and what follows it.</param>
public readonly record struct MediaRangeHeader(Utf8Text Type, Utf8Text Subtype, HeaderParameters Parameters)
{
    /// <summary><c>q</c> in thousandths, 1000 when absent or malformed.</summary>
    public int Quality => QualityValue.Of(Parameters);

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out MediaRangeHeader value)
    {
        bool valid = ContentTypeHeader.TryRead(source, out ContentTypeHeader type); // "*" is a token
        value = valid ? new MediaRangeHeader(type.Type, type.Subtype, type.Parameters) : default;
        return valid;
    }

    /// <summary>The range covers this media type and does not give it <c>q=0</c>.</summary>
    public bool Covers(ReadOnlySpan<byte> type, ReadOnlySpan<byte> subtype) =>
        Quality > 0
        && (Type.Equals("*"u8) || Type.EqualsIgnoreCase(type))
        && (Subtype.Equals("*"u8) || Subtype.EqualsIgnoreCase(subtype));

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Type}/{Subtype}{Parameters}";
}
