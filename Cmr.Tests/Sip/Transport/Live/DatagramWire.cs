using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>A UDP socket.</summary>
internal sealed class DatagramWire : SipWire
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[65_535];

    public DatagramWire(string address = "127.0.0.1", int port = 0)
    {
        IPEndPoint local = new(IPAddress.Parse(address), port);
        _socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(local);
    }

    public override IPEndPoint Local => (IPEndPoint)_socket.LocalEndPoint!; // bound

    public override string Token => "UDP";

    public override string Uri => $"sip:peer@{Local}";

    /// <summary>Where messages go; that of the last message received unless told.</summary>
    public IPEndPoint? Remote { get; set; }

    /// <summary>Where the last message came from.</summary>
    public IPEndPoint? LastSource { get; private set; }

    /// <summary>Messages received.</summary>
    public int Heard { get; private set; }

    public override async Task SendAsync(ReadOnlyMemory<byte> octets) => await _socket.SendToAsync(octets, SocketFlags.None, Remote ?? LastSource ?? throw new InvalidOperationException("nobody to send to"));

    public override void Dispose() => _socket.Dispose();

    protected override async Task<SipMessage> NextAsync()
    {
        SocketReceiveFromResult received = await _socket.ReceiveFromAsync(_buffer, SocketFlags.None, new IPEndPoint(Local.AddressFamily is AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0)).WaitAsync(Patience);
        LastSource = (IPEndPoint)received.RemoteEndPoint;
        Heard++;
        return Read(_buffer.AsSpan(0, received.ReceivedBytes));
    }
}
