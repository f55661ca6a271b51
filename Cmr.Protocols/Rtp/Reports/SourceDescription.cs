using System.Text;

namespace Cmr.Protocols.Rtp.Reports;

/// <summary>RTCP source description with the one mandatory item, CNAME (RFC 3550 §6.5, §6.5.1).</summary>
/// <param name="Ssrc">The stream.</param>
/// <param name="CanonicalName">At most 255 octets of UTF-8; the random form of RFC 7022 §4.2 tells nothing about the host.</param>
public readonly record struct SourceDescription(uint Ssrc, string CanonicalName)
{
    private const byte Cname = 1;

    /// <summary>Octets that <see cref="Write"/> writes: header, item, and one to four octets of zero up to a whole word.</summary>
    public int Length => RtcpHeader.Length + (((2 + Encoding.UTF8.GetByteCount(CanonicalName)) / 4) + 1) * 4;

    /// <summary>Writes the packet.</summary>
    /// <param name="destination">At least <see cref="Length"/> octets.</param>
    /// <exception cref="ArgumentException">The destination is too short, or the name longer than 255 octets.</exception>
    public void Write(Span<byte> destination)
    {
        Span<byte> packet = destination[..Length];
        packet.Clear();
        RtcpHeader.Write(packet, count: 1, RtcpPacketType.SourceDescription, packet.Length, Ssrc);
        int octets = Encoding.UTF8.GetBytes(CanonicalName, packet[(RtcpHeader.Length + 2)..]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(octets, byte.MaxValue, nameof(CanonicalName));
        packet[RtcpHeader.Length] = Cname;
        packet[RtcpHeader.Length + 1] = (byte)octets;
    }
}
