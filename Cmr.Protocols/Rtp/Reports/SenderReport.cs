using System.Buffers.Binary;

namespace Cmr.Protocols.Rtp.Reports;

/// <summary>
/// RTCP sender report without report blocks (RFC 3550 §6.4.1).
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P|  RC=0   |   PT=SR=200   |            length=6           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                         SSRC of sender                        |
/// +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
/// |             NTP timestamp, most significant word              |
/// |             NTP timestamp, least significant word             |
/// |                         RTP timestamp                         |
/// |                     sender's packet count                     |
/// |                      sender's octet count                     |
/// +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
/// </code>
/// </summary>
/// <param name="Ssrc">The stream.</param>
/// <param name="Ntp">The moment of the report.</param>
/// <param name="Timestamp">The same moment on the stream's RTP clock.</param>
/// <param name="Packets">Packets sent so far, modulo 2^32.</param>
/// <param name="Octets">Payload octets sent so far, modulo 2^32.</param>
public readonly record struct SenderReport(uint Ssrc, NtpTimestamp Ntp, uint Timestamp, uint Packets, uint Octets)
{
    /// <summary>Octets written.</summary>
    public const int Length = 28;

    /// <summary>Writes the report.</summary>
    /// <param name="destination">At least <see cref="Length"/> octets.</param>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too short.</exception>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination[24..], Octets);
        BinaryPrimitives.WriteUInt32BigEndian(destination[20..], Packets);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], Timestamp);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Ntp.Value);
        RtcpHeader.Write(destination, count: 0, RtcpPacketType.SenderReport, Length, Ssrc);
    }
}
