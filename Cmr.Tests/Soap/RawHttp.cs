using System.Net.Sockets;
using System.Text;

namespace Cmr.Tests.Soap;

/// <summary>A connection on which a test writes what no client library would.</summary>
internal sealed class RawHttp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _client = new();
    private NetworkStream? _stream;

    public static async Task<RawHttp> ConnectAsync(Uri address)
    {
        RawHttp raw = new();
        await raw._client.ConnectAsync(address.Host, address.Port);
        raw._stream = raw._client.GetStream();
        return raw;
    }

    /// <summary>One request on a connection of its own, and all that comes back until the server closes it.</summary>
    public static async Task<string> ExchangeAsync(Uri address, string header, byte[] body)
    {
        await using RawHttp raw = await ConnectAsync(address);
        await raw.SendAsync([.. Encoding.Latin1.GetBytes(header), .. body]);
        return await raw.ReadToEndAsync();
    }

    public async Task SendAsync(byte[] content)
    {
        try
        {
            await _stream!.WriteAsync(content).AsTask().WaitAsync(Patience); // connected by ConnectAsync
        }
        catch (IOException)
        {
            // the server has heard enough; what it said before it closed can still be read
        }
    }

    public Task SendAsync(string content) => SendAsync(Encoding.Latin1.GetBytes(content));

    /// <summary>Reads until a text has come.</summary>
    public async Task<string> ReadUntilAsync(string expected)
    {
        StringBuilder read = new();
        byte[] buffer = new byte[4096];
        while (!read.ToString().Contains(expected, StringComparison.Ordinal))
        {
            int count = await _stream!.ReadAsync(buffer).AsTask().WaitAsync(Patience); // connected by ConnectAsync
            if (count == 0) break;
            read.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return read.ToString();
    }

    public async Task<string> ReadToEndAsync()
    {
        using MemoryStream all = new();
        try
        {
            await _stream!.CopyToAsync(all).WaitAsync(Patience); // connected by ConnectAsync
        }
        catch (IOException)
        {
            // reset: what came before counts
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
