using System.Buffers.Binary;
using System.Net;

namespace Cmr.Protocols.Hep;

/// <summary>Writes HEP version 3 packets, the format in which capture servers take copies of SIP messages.</summary>
/// <remarks>
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-------+-------+-------+-------+---------------+---------------+
/// |  'H'     'E'     'P'     '3'  | total length  |  chunks ...   |
/// +---------------+---------------+---------------+---------------+
/// |   vendor id   |   chunk type  | chunk length  |   value ...   |
/// +---------------+---------------+---------------+---------------+
/// </code>
/// Lengths include their headers; numbers are in network order.
/// </remarks>
public static class HepWriter
{
    /// <summary>Longest packet: what one UDP datagram takes.</summary>
    public const int MaxPacketLength = 65_507;

    private const int HeaderLength = 6;
    private const int ChunkHeaderLength = 6;
    private const int MaxTextLength = 512;
    private const byte IPv4Family = 2;
    private const byte IPv6Family = 10;
    private const byte Sip = 1;

    /// <summary>Writes one packet.</summary>
    /// <param name="capture">What was seen. Of a payload that is too long only its beginning is written.</param>
    /// <param name="agent">Who saw it.</param>
    /// <param name="destination">At least <see cref="MaxPacketLength"/> octets.</param>
    /// <param name="isCut">Whether the payload was too long.</param>
    /// <returns>Octets written.</returns>
    public static int Write(in HepCapture capture, in HepAgent agent, Span<byte> destination, out bool isCut)
    {
        IPAddress source = Plain(capture.Source.Address);
        IPAddress target = Plain(capture.Destination.Address);
        bool isIPv6 = source.TryWriteBytes(stackalloc byte[16], out int octets) && octets == 16;
        int at = HeaderLength;
        PutByte(destination, ref at, HepChunk.AddressFamily, isIPv6 ? IPv6Family : IPv4Family);
        PutByte(destination, ref at, HepChunk.Transport, (byte)capture.Transport);
        PutAddress(destination, ref at, isIPv6 ? HepChunk.SourceIPv6 : HepChunk.SourceIPv4, source);
        PutAddress(destination, ref at, isIPv6 ? HepChunk.DestinationIPv6 : HepChunk.DestinationIPv4, target);
        PutPort(destination, ref at, HepChunk.SourcePort, capture.Source.Port);
        PutPort(destination, ref at, HepChunk.DestinationPort, capture.Destination.Port);
        long microseconds = capture.At.Subtract(DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        PutNumber(destination, ref at, HepChunk.Seconds, (uint)(microseconds / 1_000_000));
        PutNumber(destination, ref at, HepChunk.Microseconds, (uint)(microseconds % 1_000_000));
        PutByte(destination, ref at, HepChunk.ProtocolType, Sip);
        PutNumber(destination, ref at, HepChunk.AgentId, agent.Id);
        PutText(destination, ref at, HepChunk.AuthenticationKey, agent.Password.Span);
        PutText(destination, ref at, HepChunk.CorrelationId, capture.CorrelationId.Span);
        PutText(destination, ref at, HepChunk.NodeName, agent.Name.Span);
        int room = MaxPacketLength - at - ChunkHeaderLength;
        isCut = capture.Payload.Length > room;
        Put(destination, ref at, HepChunk.Payload, capture.Payload.Span[..Math.Min(room, capture.Payload.Length)]);
        "HEP3"u8.CopyTo(destination);
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], (ushort)at);
        return at;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static void PutByte(Span<byte> destination, ref int at, HepChunk type, byte value) => Put(destination, ref at, type, [value]);

    private static void PutPort(Span<byte> destination, ref int at, HepChunk type, int value)
    {
        Span<byte> octets = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)value);
        Put(destination, ref at, type, octets);
    }

    private static void PutNumber(Span<byte> destination, ref int at, HepChunk type, uint value)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        Put(destination, ref at, type, octets);
    }

    private static void PutAddress(Span<byte> destination, ref int at, HepChunk type, IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int length);
        Put(destination, ref at, type, octets[..length]);
    }

    // Names are short; a Call-ID is as long as its sender likes
    private static void PutText(Span<byte> destination, ref int at, HepChunk type, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty) Put(destination, ref at, type, text[..Math.Min(text.Length, MaxTextLength)]);
    }

    private static void Put(Span<byte> destination, ref int at, HepChunk type, ReadOnlySpan<byte> value)
    {
        Span<byte> chunk = destination.Slice(at, ChunkHeaderLength + value.Length);
        BinaryPrimitives.WriteUInt16BigEndian(chunk, 0);
        BinaryPrimitives.WriteUInt16BigEndian(chunk[2..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(chunk[4..], (ushort)chunk.Length);
        value.CopyTo(chunk[ChunkHeaderLength..]);
        at += chunk.Length;
    }
}
