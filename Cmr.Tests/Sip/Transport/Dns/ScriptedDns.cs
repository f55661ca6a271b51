using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Dns;

namespace Cmr.Tests.Sip.Transport.Dns;

/// <summary>A name server on loopback that says what a test wrote down; other names do not exist.</summary>
internal sealed class ScriptedDns : IAsyncDisposable
{
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<DnsQuestion, DnsAnswer> _answers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _loops;

    public ScriptedDns()
    {
        _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _tcp.Bind(_udp.LocalEndPoint!); // bound just now
        _tcp.Listen();
        _loops = [ServeUdpAsync(), ServeTcpAsync()];
    }

    public IPEndPoint EndPoint => (IPEndPoint)_udp.LocalEndPoint!; // bound

    /// <summary>All questions, in order.</summary>
    public ConcurrentQueue<DnsQuestion> Questions { get; } = new();

    public bool IsSilent { get; set; }

    /// <summary>Answers over UDP are cut off.</summary>
    public bool Truncates { get; set; }

    /// <summary>A forger is faster and guesses the number wrong.</summary>
    public bool IsForged { get; set; }

    public ScriptedDns Says(string name, DnsRecordType type, Action<DnsAnswer> say)
    {
        say(_answers.GetOrAdd(new DnsQuestion(name, type), _ => new DnsAnswer()));
        return this;
    }

    public ScriptedDns Forget()
    {
        _answers.Clear();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        _udp.Dispose();
        _tcp.Dispose();
        _stop.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        byte[] buffer = new byte[1500];
        try
        {
            while (true)
            {
                SocketReceiveFromResult received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                byte[] query = buffer[..received.ReceivedBytes];
                if (IsForged) await _udp.SendToAsync(Reply([(byte)(query[0] ^ 1), .. query[1..]], truncated: false, new DnsAnswer().A("b.example", "192.0.2.66")), received.RemoteEndPoint, _stop.Token);
                byte[] reply = Reply(query, Truncates);
                if (!IsSilent) await _udp.SendToAsync(reply, received.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using Socket client = await _tcp.AcceptAsync(_stop.Token);
                await using NetworkStream stream = new(client, ownsSocket: false);
                byte[] prefix = new byte[2];
                await stream.ReadExactlyAsync(prefix, _stop.Token);
                byte[] query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                await stream.ReadExactlyAsync(query, _stop.Token);
                byte[] reply = Reply(query, truncated: false);
                BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)reply.Length);
                await stream.WriteAsync((byte[])[.. prefix, .. reply], _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private byte[] Reply(byte[] query, bool truncated, DnsAnswer? answer = null)
    {
        // A query reads like a response without records, but for one bit
        byte[] asResponse = [.. query[..2], (byte)(query[2] | 0x80), .. query[3..]];
        Assert.IsTrue(DnsResponse.TryRead(asResponse, out DnsResponse? read));
        Questions.Enqueue(read!.Question);
        answer ??= _answers.GetValueOrDefault(read.Question);
        return (answer ?? new DnsAnswer()).ToBytes(read.Id, read.Question, answer is null ? DnsResponseCode.NameError : DnsResponseCode.NoError, truncated);
    }
}
