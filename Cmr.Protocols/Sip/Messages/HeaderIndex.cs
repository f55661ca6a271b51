using System.Runtime.InteropServices;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>
/// Where the index of the header rows lies behind the octets of a message: the rows, then one octet a row that says which
/// header it is, so that finding a row is one search for an octet.
/// </summary>
/// <param name="Start">First octet of the rows.</param>
/// <param name="Capacity">Rows there is room for.</param>
internal readonly record struct HeaderIndex(int Start, int Capacity)
{
    /// <summary>Octets of the index per row.</summary>
    internal const int BytesPerRow = 13;

    /// <summary>Octets of a buffer that holds message and index.</summary>
    internal int End => Start + (Capacity * BytesPerRow);

    /// <summary>The index of <paramref name="rows"/> rows behind <paramref name="length"/> octets.</summary>
    internal static HeaderIndex Behind(int length, int rows) => new((length + 3) & ~3, rows);

    internal Span<HeaderEntry> Rows(byte[] buffer) =>
        MemoryMarshal.Cast<byte, HeaderEntry>(buffer.AsSpan(Start, Capacity * (BytesPerRow - 1)));

    internal Span<byte> Ids(byte[] buffer) => buffer.AsSpan(Start + (Capacity * (BytesPerRow - 1)), Capacity);
}
