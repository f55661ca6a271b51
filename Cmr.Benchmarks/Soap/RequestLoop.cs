using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cmr.Benchmarks.Soap;

/// <summary>One keep-alive connection that sends the same request again and again. As cheap as a client can be, so that the server is what is measured.</summary>
internal sealed class RequestLoop : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _response = new byte[16 * 1024];

    private RequestLoop(byte[] request) => _request = request;

    public static async Task<RequestLoop> ConnectAsync(int port, byte[] request, CancellationToken cancellationToken)
    {
        RequestLoop loop = new(request);
        await loop._socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return loop;
    }

    /// <summary>Sends requests until told to stop.</summary>
    /// <returns>How many were answered.</returns>
    /// <exception cref="InvalidOperationException">An answer was not 200.</exception>
    public async Task<long> RunAsync(CancellationToken stop)
    {
        long answered = 0;
        while (!stop.IsCancellationRequested)
        {
            await _socket.SendAsync(_request, SocketFlags.None, CancellationToken.None);
            await ReceiveAsync();
            answered++;
        }

        return answered;
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAsync()
    {
        int received = 0;
        int expected = int.MaxValue;
        while (received < expected)
        {
            int count = await _socket.ReceiveAsync(_response.AsMemory(received), SocketFlags.None, CancellationToken.None);
            if (count == 0) throw new InvalidOperationException("the server closed the connection");
            received += count;
            if (expected == int.MaxValue) expected = LengthOf(_response.AsSpan(0, received));
        }
    }

    /// <summary>Length of the whole response once its header is there; <see cref="int.MaxValue"/> before.</summary>
    private static int LengthOf(ReadOnlySpan<byte> received)
    {
        int header = received.IndexOf("\r\n\r\n"u8);
        if (header < 0) return int.MaxValue;
        if (!received.StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException("the server answered " + Encoding.UTF8.GetString(received));
        ReadOnlySpan<byte> value = received[(received.IndexOf("Content-Length: "u8) + 16)..];
        return header + 4 + int.Parse(value[..value.IndexOf((byte)'\r')], System.Globalization.CultureInfo.InvariantCulture);
    }
}
