using System.Net;
using System.Net.Sockets;

namespace Cmr.Sip.Hep;

/// <summary>The way to the capture server. It is looked for when there is something to send, but not too often. Single-threaded.</summary>
internal sealed class HepLink(string host, int port, HepOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private Socket? _socket;
    private long _nextTry = long.MinValue;
    private bool _wasReached;

    /// <summary>Sends a packet.</summary>
    /// <returns>False when the server cannot be reached now.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> packet, CancellationToken cancellationToken)
    {
        if (_socket is null && time.GetTimestamp() < _nextTry) return false;
        try
        {
            _socket ??= await ConnectAsync(cancellationToken);
            await SendAsync(_socket, packet, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Lose(exception.Message);
            return false;
        }
    }

    public void Dispose() => _socket?.Dispose();

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, either.Token);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        Socket socket = options.Tcp ? new(addresses[0].AddressFamily, SocketType.Stream, ProtocolType.Tcp) : new(addresses[0].AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(addresses[0], port), either.Token);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (!_wasReached) logger.CopiesBegin(host, port, options.Tcp ? "TCP" : "UDP");
        _wasReached = true;
        return socket;
    }

    private async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> packet, CancellationToken cancellationToken)
    {
        if (!options.Tcp)
        {
            await socket.SendAsync(packet, SocketFlags.None, cancellationToken);
            return;
        }

        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        for (int sent = 0; sent < packet.Length;) sent += await socket.SendAsync(packet[sent..], SocketFlags.None, either.Token);
    }

    private void Lose(string reason)
    {
        _socket?.Dispose();
        _socket = null;
        bool isFirst = _nextTry == long.MinValue;
        _nextTry = time.GetTimestamp() + (long)(options.RetryAfter.TotalSeconds * time.TimestampFrequency);
        // Once, not at every try: the counter goes on telling
        if (_wasReached || isFirst) logger.CopiesLost(host, port, reason);
        _wasReached = false;
    }
}
