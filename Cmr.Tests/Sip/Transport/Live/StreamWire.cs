using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Framing;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>One connection over TCP or TLS, opened or accepted by a test.</summary>
internal sealed class StreamWire : SipWire
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly PipeReader _reader;

    private StreamWire(Socket socket, Stream stream)
    {
        _socket = socket;
        _stream = stream;
        _reader = PipeReader.Create(stream);
    }

    public override IPEndPoint Local => (IPEndPoint)_socket.LocalEndPoint!; // connected

    public IPEndPoint Remote => (IPEndPoint)_socket.RemoteEndPoint!; // connected

    public override string Token => _stream is SslStream ? "TLS" : "TCP";

    public SslStream? Secure => _stream as SslStream;

    /// <summary>Opens a connection, with TLS when there are options for it.</summary>
    public static async Task<StreamWire> ConnectAsync(IPEndPoint peer, SslClientAuthenticationOptions? tls = null, IPEndPoint? from = null)
    {
        Socket socket = new(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null) socket.Bind(from);
        await socket.ConnectAsync(peer).WaitAsync(Patience);
        NetworkStream plain = new(socket, ownsSocket: true);
        if (tls is null) return new StreamWire(socket, plain);
        SslStream secure = new(plain, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(tls).WaitAsync(Patience);
        return new StreamWire(socket, secure);
    }

    public static async Task<StreamWire> AcceptAsync(Socket listener, SslServerAuthenticationOptions? tls = null)
    {
        Socket socket = await listener.AcceptAsync().WaitAsync(Patience);
        NetworkStream plain = new(socket, ownsSocket: true);
        if (tls is null) return new StreamWire(socket, plain);
        SslStream secure = new(plain, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsServerAsync(tls).WaitAsync(Patience);
        return new StreamWire(socket, secure);
    }

    public override async Task SendAsync(ReadOnlyMemory<byte> octets) => await _stream.WriteAsync(octets).AsTask().WaitAsync(Patience);

    /// <summary>Waits until the peer has closed it.</summary>
    public async Task HearEndAsync()
    {
        try
        {
            while (await _reader.ReadAsync().AsTask().WaitAsync(Patience) is { IsCompleted: false } read) _reader.AdvanceTo(read.Buffer.End);
        }
        catch (IOException)
        {
            // an end as well
        }
    }

    /// <summary>Ends the connection as a process does that is killed with octets unread.</summary>
    public void Reset() => _socket.LingerState = new LingerOption(enable: true, seconds: 0);

    /// <summary>The next octets, whatever they are.</summary>
    public async Task<string> HearOctetsAsync(int count)
    {
        ReadResult read = await _reader.ReadAtLeastAsync(count).AsTask().WaitAsync(Patience);
        string octets = System.Text.Encoding.ASCII.GetString(read.Buffer.Slice(0, Math.Min(count, read.Buffer.Length)).ToArray());
        _reader.AdvanceTo(read.Buffer.GetPosition(octets.Length));
        return octets;
    }

    public override void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    protected override async Task<SipMessage> NextAsync()
    {
        while (true)
        {
            ReadResult read = await _reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (SipFramer.TryFindMessage(read.Buffer, SipLimits.Default, out ReadOnlySequence<byte> octets).IsComplete)
            {
                SipMessage message = Read(octets.ToArray());
                _reader.AdvanceTo(octets.End);
                return message;
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            Assert.IsFalse(read.IsCompleted, "the connection ended");
        }
    }
}
