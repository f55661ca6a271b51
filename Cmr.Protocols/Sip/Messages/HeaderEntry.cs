using System.Runtime.InteropServices;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Where one header row lies in its message; 12 octets, kept in the tail of the message's own buffer.</summary>
/// <param name="offset">First octet of the row.</param>
/// <param name="length">Octets without the final line end.</param>
/// <param name="name">Octets of the name.</param>
/// <param name="value">The value without the white space around it: first octet, from <paramref name="offset"/>, and length.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct HeaderEntry(int offset, int length, int name, (int Start, int Length) value)
{
    private readonly ushort _length = (ushort)length;
    private readonly ushort _name = (ushort)name;
    private readonly ushort _valueStart = (ushort)value.Start;
    private readonly ushort _valueLength = (ushort)value.Length;

    /// <summary>First octet of the row.</summary>
    internal int Offset { get; } = offset;

    /// <summary>Octets without the final line end.</summary>
    internal int Length => _length;

    /// <summary>Octets of the name.</summary>
    internal int NameLength => _name;

    /// <summary>First octet of the value.</summary>
    internal int ValueStart => Offset + _valueStart;

    /// <summary>Octets of the value.</summary>
    internal int ValueLength => _valueLength;
}
