using System.Runtime.InteropServices;
using Cmr.Protocols.Sip.Headers;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Where one header row lies in its message; 16 octets, kept in the tail of the message's own buffer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct HeaderEntry(int offset, int length, (int NameLength, int ValueStart) parts, HeaderId id)
{
    private readonly ushort _nameLength = (ushort)parts.NameLength;
    private readonly ushort _valueStart = (ushort)parts.ValueStart;
    private readonly uint _id = (uint)id;

    /// <summary>First octet of the row.</summary>
    internal int Offset { get; } = offset;

    /// <summary>Octets without the final line end.</summary>
    internal int Length { get; } = length;

    /// <summary>Octets of the name.</summary>
    internal int NameLength => _nameLength;

    /// <summary>First octet after the colon, from <see cref="Offset"/>.</summary>
    internal int ValueStart => _valueStart;

    internal HeaderId Id => (HeaderId)_id;
}
