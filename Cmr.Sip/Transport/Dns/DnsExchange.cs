using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cmr.Protocols.Dns;

namespace Cmr.Sip.Transport.Dns;

/// <summary>One question to one server: over UDP, and over TCP when the answer is too long for that.</summary>
internal static class DnsExchange
{
    /// <summary>Asks. Cancel to stop waiting.</summary>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    /// <exception cref="IOException">It ended the connection.</exception>
    public static async Task<DnsResponse?> AskAsync(IPEndPoint server, DnsQuestion question, CancellationToken cancellationToken)
    {
        ushort id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        if (question.TryWrite(id) is not { } query) return null;
        DnsResponse? response = await AskOverUdpAsync(server, question, query, id, cancellationToken);
        return response is { IsTruncated: true } ? await AskOverTcpAsync(server, question, query, id, cancellationToken) : response;
    }

    private static async Task<DnsResponse?> AskOverUdpAsync(IPEndPoint server, DnsQuestion question, byte[] query, ushort id, CancellationToken cancellationToken)
    {
        // A new socket for each question has a new port, which a forger has to guess besides the number; connected, it hears this server only
        using Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken);
        await socket.SendAsync(query, cancellationToken);
        byte[] buffer = new byte[DnsQuestion.MaxUdpResponse];
        while (true)
        {
            int length = await socket.ReceiveAsync(buffer, cancellationToken);
            if (Read(buffer.AsSpan(0, length), question, id) is { } response) return response;
        }
    }

    private static async Task<DnsResponse?> AskOverTcpAsync(IPEndPoint server, DnsQuestion question, byte[] query, ushort id, CancellationToken cancellationToken)
    {
        using Socket socket = new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken);
        await using NetworkStream stream = new(socket, ownsSocket: false);
        byte[] framed = new byte[query.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
        query.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken);
        byte[] prefix = new byte[2];
        await stream.ReadExactlyAsync(prefix, cancellationToken);
        byte[] answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return Read(answer, question, id);
    }

    private static DnsResponse? Read(ReadOnlySpan<byte> octets, DnsQuestion question, ushort id)
    {
        bool matches = DnsResponse.TryRead(octets, out DnsResponse? response) && response!.Id == id // not null when read
            && response.Question.Type == question.Type && string.Equals(response.Question.Name, question.Name, StringComparison.OrdinalIgnoreCase);
        return matches ? response : null;
    }
}
