using System.Buffers.Binary;

namespace Cmr.Protocols.Rtp.Packets;

/// <summary>A received RTP packet, looked at in place (RFC 3550 §5).</summary>
public readonly ref struct RtpPacket
{
    private RtpPacket(RtpHeader header, ReadOnlySpan<byte> contributors, ReadOnlySpan<byte> extension, ReadOnlySpan<byte> payload, byte padding)
    {
        Header = header;
        Contributors = contributors;
        Extension = extension;
        Payload = payload;
        Padding = padding;
    }

    /// <summary>The fixed header.</summary>
    public RtpHeader Header { get; }

    /// <summary>The contributing sources, four octets each.</summary>
    public ReadOnlySpan<byte> Contributors { get; }

    /// <summary>The header extension with its own four octets of profile and length (RFC 3550 §5.3.1); empty without one.</summary>
    public ReadOnlySpan<byte> Extension { get; }

    /// <summary>The payload without padding.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Octets of padding after the payload, the count octet included.</summary>
    public byte Padding { get; }

    /// <summary>Reads one datagram.</summary>
    /// <param name="source">The whole datagram; the packet refers to it.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="rejection">Why it is none.</param>
    public static bool TryRead(ReadOnlySpan<byte> source, out RtpPacket packet, out RtpRejection rejection)
    {
        packet = default;
        rejection = CheckFixedPart(source);
        if (rejection is not RtpRejection.None)
        {
            return false;
        }

        int offset = RtpHeader.Length + (4 * (source[0] & 0x0F));
        if (offset > source.Length)
        {
            rejection = RtpRejection.BadContributors;
            return false;
        }

        ReadOnlySpan<byte> contributors = source[RtpHeader.Length..offset];
        if (!TryReadExtension(source, ref offset, out ReadOnlySpan<byte> extension))
        {
            rejection = RtpRejection.BadExtension;
            return false;
        }

        byte padding = (source[0] & 0x20) != 0 ? source[^1] : (byte)0;
        if ((source[0] & 0x20) != 0 && (padding == 0 || padding > source.Length - offset))
        {
            rejection = RtpRejection.BadPadding;
            return false;
        }

        packet = new RtpPacket(ReadHeader(source), contributors, extension, source[offset..^padding], padding);
        return true;
    }

    private static RtpRejection CheckFixedPart(ReadOnlySpan<byte> source)
    {
        if (source.Length < RtpHeader.Length)
        {
            return RtpRejection.TooShort;
        }

        if (source[0] >> 6 != RtpHeader.Version)
        {
            return RtpRejection.BadVersion;
        }

        // Packet types 192 to 223 of RTCP, less the first bit that RTP uses as marker
        return source[1] is >= 192 and <= 223 ? RtpRejection.Rtcp : RtpRejection.None;
    }

    private static RtpHeader ReadHeader(ReadOnlySpan<byte> source) => new(
        (byte)(source[1] & 0x7F),
        (source[1] & 0x80) != 0,
        BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
        BinaryPrimitives.ReadUInt32BigEndian(source[4..]),
        BinaryPrimitives.ReadUInt32BigEndian(source[8..]));

    private static bool TryReadExtension(ReadOnlySpan<byte> source, scoped ref int offset, out ReadOnlySpan<byte> extension)
    {
        extension = default;
        if ((source[0] & 0x10) == 0)
        {
            return true;
        }

        if (source.Length - offset < 4)
        {
            return false;
        }

        int length = 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(source[(offset + 2)..]));
        if (source.Length - offset < length)
        {
            return false;
        }

        extension = source.Slice(offset, length);
        offset += length;
        return true;
    }
}
