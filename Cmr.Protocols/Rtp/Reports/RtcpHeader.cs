using System.Buffers.Binary;

namespace Cmr.Protocols.Rtp.Reports;

/// <summary>The first eight octets that sender report, source description and goodbye have in common (RFC 3550 §6.4 to §6.6).</summary>
internal static class RtcpHeader
{
    /// <summary>Octets written.</summary>
    public const int Length = 8;

    /// <summary>Writes version, count, type, length in words less one, and the first source.</summary>
    public static void Write(Span<byte> destination, int count, RtcpPacketType type, int packetLength, uint ssrc)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], ssrc);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)((packetLength / 4) - 1));
        destination[1] = (byte)type;
        destination[0] = (byte)((2 << 6) | count);
    }
}
