using System.Net;
using System.Net.Sockets;
using Cmr.Media.Playout;

namespace Cmr.Tests.Media.Support;

/// <summary>Keeps what is sent, and hands out what a test puts in.</summary>
internal sealed class CapturedDatagrams : IDatagramPort
{
    public List<byte[]> Sent { get; } = [];

    public List<string> Destinations { get; } = [];

    public Queue<(byte[] Octets, IPEndPoint Source)> Incoming { get; } = [];

    public int Error { get; set; }

    public bool Keep { get; set; } = true;

    public int Send(Socket socket, ReadOnlySpan<byte> datagram, SocketAddress destination)
    {
        if (Keep && Error == 0)
        {
            Sent.Add(datagram.ToArray());
            Destinations.Add(new IPEndPoint(IPAddress.Any, 0).Create(destination).ToString()!);
        }

        return Error;
    }

    public int TryReceive(Socket socket, Span<byte> buffer, SocketAddress source)
    {
        if (!Incoming.TryDequeue(out var datagram))
        {
            return -1;
        }

        SocketAddress from = datagram.Source.Serialize();
        from.Buffer.Span[..from.Size].CopyTo(source.Buffer.Span);
        source.Size = from.Size;
        datagram.Octets.CopyTo(buffer);
        return datagram.Octets.Length;
    }
}
