using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Cmr.Tests.Sip.Transport;

/// <summary>The other end of a connection, in the hands of a test.</summary>
internal sealed class StreamPeer(Socket socket, Stream stream) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly StringBuilder _heard = new();

    public Stream Stream => stream;

    public IPEndPoint Local => (IPEndPoint)socket.LocalEndPoint!; // connected

    public static async Task<StreamPeer> ConnectAsync(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new StreamPeer(socket, new NetworkStream(socket, ownsSocket: true));
    }

    public static async Task<StreamPeer> ConnectSecurelyAsync(int port, SslClientAuthenticationOptions options)
    {
        StreamPeer plain = await ConnectAsync(port);
        SslStream secure = new(plain.Stream, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(options).WaitAsync(Patience);
        return new StreamPeer(plain.Socket, secure);
    }

    public Socket Socket => socket;

    public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(Patience);

    /// <summary>Waits until this has been heard, and forgets everything up to its end.</summary>
    public async Task<string> HearAsync(string until)
    {
        while (true)
        {
            int at = _heard.ToString().IndexOf(until, StringComparison.Ordinal);
            if (at >= 0)
            {
                string heard = _heard.ToString(0, at + until.Length);
                _heard.Remove(0, heard.Length);
                return heard;
            }

            Assert.IsTrue(await ReadAsync(), $"the connection ended; heard: {_heard}");
        }
    }

    /// <summary>Waits for the end of the connection.</summary>
    /// <returns>What came before it.</returns>
    public Task<string> HearEndAsync() => HearEndAsync(Patience);

    public async Task<string> HearEndAsync(TimeSpan patience)
    {
        while (await ReadAsync(patience))
        {
            // more
        }

        return _heard.ToString();
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }

    private Task<bool> ReadAsync() => ReadAsync(Patience);

    private async Task<bool> ReadAsync(TimeSpan patience)
    {
        byte[] buffer = new byte[4096];
        try
        {
            int count = await stream.ReadAsync(buffer).AsTask().WaitAsync(patience);
            _heard.Append(Encoding.UTF8.GetString(buffer, 0, count));
            return count > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
