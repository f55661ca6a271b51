using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Cmr.Cli.Tracing;

/// <summary>A capture file that Wireshark and others read, made of messages instead of packets: every one becomes a UDP datagram.</summary>
internal sealed class PcapFile : IDisposable
{
    private const uint Magic = 0xa1b2c3d4;
    private const uint RawIp = 101;
    private const int MaxDatagram = 65_507;
    private const int UdpHeader = 8;
    private readonly Stream _file;

    /// <param name="file">Where to write; closed with this.</param>
    public PcapFile(Stream file)
    {
        _file = file;
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], ushort.MaxValue + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], RawIp);
        _file.Write(header);
    }

    /// <summary>Adds a message. What no datagram can hold is cut.</summary>
    public void Add(DateTimeOffset at, IPEndPoint source, IPEndPoint destination, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> payload = message[..Math.Min(message.Length, MaxDatagram)];
        bool isIPv6 = source.AddressFamily is AddressFamily.InterNetworkV6;
        int ipHeader = isIPv6 ? 40 : 20;
        byte[] packet = new byte[ipHeader + UdpHeader + payload.Length];
        Span<byte> udp = packet.AsSpan(ipHeader);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        payload.CopyTo(udp[UdpHeader..]);
        if (isIPv6) WriteIPv6(packet, source.Address, destination.Address, udp.Length);
        else WriteIPv4(packet, source.Address, destination.Address);
        int addresses = isIPv6 ? 32 : 8;
        ushort sum = Checksum(packet.AsSpan(ipHeader - addresses), (uint)(17 + udp.Length));
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], sum == 0 ? ushort.MaxValue : sum);
        WriteRecord(at, packet);
    }

    public void Dispose() => _file.Dispose();

    private void WriteRecord(DateTimeOffset at, byte[] packet)
    {
        Span<byte> record = stackalloc byte[16];
        long microseconds = (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(microseconds / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(microseconds % 1_000_000));
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], packet.Length);
        _file.Write(record);
        _file.Write(packet);
        _file.Flush();
    }

    private static void WriteIPv4(Span<byte> packet, IPAddress source, IPAddress destination)
    {
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = 17;
        source.TryWriteBytes(packet[12..], out _);
        destination.TryWriteBytes(packet[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], Checksum(packet[..20], 0));
    }

    private static void WriteIPv6(Span<byte> packet, IPAddress source, IPAddress destination, int length)
    {
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)length);
        packet[6] = 17;
        packet[7] = 64;
        source.TryWriteBytes(packet[8..], out _);
        destination.TryWriteBytes(packet[24..], out _);
    }

    // RFC 1071
    private static ushort Checksum(ReadOnlySpan<byte> octets, uint sum)
    {
        for (int i = 0; i + 1 < octets.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(octets[i..]);
        if (octets.Length % 2 == 1) sum += (uint)(octets[^1] << 8);
        while (sum > ushort.MaxValue) sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)~sum;
    }
}
