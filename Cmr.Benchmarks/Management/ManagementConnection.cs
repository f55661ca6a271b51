using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cmr.Benchmarks.Management;

/// <summary>One keep-alive connection that sends one request after the other and takes the time of each. As cheap as a client can be.</summary>
internal sealed class ManagementConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _response = new byte[256 * 1024];

    private ManagementConnection()
    {
    }

    public static async Task<ManagementConnection> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var connection = new ManagementConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return connection;
    }

    /// <summary>Sends requests until told to stop.</summary>
    /// <param name="envelope">Makes the next envelope.</param>
    /// <param name="stop">Ends the loop after the answer that is under way.</param>
    /// <returns>Milliseconds of each.</returns>
    /// <exception cref="InvalidOperationException">An answer was no success.</exception>
    public async Task<List<double>> RunAsync(Func<string> envelope, CancellationToken stop)
    {
        List<double> times = [];
        while (!stop.IsCancellationRequested)
        {
            byte[] request = RequestOf(envelope());
            long sent = Stopwatch.GetTimestamp();
            await _socket.SendAsync(request, SocketFlags.None, CancellationToken.None);
            await ReceiveAsync();
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return times;
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] RequestOf(string envelope) => Encoding.UTF8.GetBytes(
        $"POST /cmr6 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(envelope)}\r\n\r\n{envelope}");

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

        ReadOnlySpan<byte> answer = _response.AsSpan(0, received);
        if (answer.IndexOf("StatusCode>0<"u8) < 0) throw new InvalidOperationException("the service answered " + Encoding.UTF8.GetString(answer[..Math.Min(received, 1000)]));
    }

    /// <summary>Length of the whole response once its header is there; <see cref="int.MaxValue"/> before.</summary>
    private static int LengthOf(ReadOnlySpan<byte> received)
    {
        int header = received.IndexOf("\r\n\r\n"u8);
        if (header < 0) return int.MaxValue;
        ReadOnlySpan<byte> value = received[(received.IndexOf("Content-Length: "u8) + 16)..];
        return header + 4 + int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
