using System.Buffers.Binary;

namespace Cmr.Protocols.Rtp.Packets;

/// <summary>
/// The fixed RTP header (RFC 3550 §5.1).
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P|X|  CC   |M|     PT      |       sequence number         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                           timestamp                           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           synchronization source (SSRC) identifier            |
/// +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
/// </code>
/// </summary>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="Marker">For audio: first packet after silence (RFC 3551 §4.1).</param>
/// <param name="SequenceNumber">Rises by one a packet, modulo 2^16.</param>
/// <param name="Timestamp">Sampling instant of the first octet of the payload, in units of the format's clock, modulo 2^32.</param>
/// <param name="Ssrc">The source of the stream.</param>
public readonly record struct RtpHeader(byte PayloadType, bool Marker, ushort SequenceNumber, uint Timestamp, uint Ssrc)
{
    /// <summary>Octets of the fixed header.</summary>
    public const int Length = 12;

    /// <summary>The version in the two first bits.</summary>
    public const int Version = 2;

    /// <summary>Writes the header, without padding, extension or contributors.</summary>
    /// <param name="destination">At least <see cref="Length"/> octets.</param>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too short.</exception>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], Timestamp);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], SequenceNumber);
        destination[1] = (byte)((Marker ? 0x80 : 0) | (PayloadType & 0x7F));
        destination[0] = Version << 6;
    }
}
