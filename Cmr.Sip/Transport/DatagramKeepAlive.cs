using System.Buffers.Binary;

namespace Cmr.Sip.Transport;

/// <summary>What peers send over UDP to keep a translator's binding open: line ends, zeros, STUN (RFC 5626 §3.5.2). It asks for nothing that SIP would answer.</summary>
internal static class DatagramKeepAlive
{
    private const int LongestPadding = 8;
    private const int StunHeader = 20;
    private const uint StunCookie = 0x2112A442;

    /// <summary>Whether a datagram that is no SIP message is one of these.</summary>
    public static bool Is(ReadOnlySpan<byte> datagram) =>
        (datagram.Length <= LongestPadding && !datagram.ContainsAnyExcept("\0\r\n "u8)) || IsStun(datagram);

    // RFC 8489 §5: two zero bits, a length that counts what is behind the header, the cookie
    private static bool IsStun(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= StunHeader && datagram[0] < 4
        && BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) == datagram.Length - StunHeader
        && BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) == StunCookie;
}
