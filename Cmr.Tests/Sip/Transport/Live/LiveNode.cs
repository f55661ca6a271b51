using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Hosting;
using Cmr.Sip.Transport.Streams;
using Cmr.Tests.EndToEnd;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>The SIP process as it runs, in this process: real sockets on loopback, no database, no media worker. Calls go through it without a presentation.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(200);
    private readonly WebApplication _app;
    private readonly string _secretFile;

    private LiveNode(WebApplication app, int port, string secretFile)
    {
        _app = app;
        Port = port;
        _secretFile = secretFile;
    }

    /// <summary>Port of UDP and TCP.</summary>
    public int Port { get; }

    public int TlsPort => Port + 1;

    public SipNode Node => _app.Services.GetRequiredService<SipNode>();

    public StreamConnections Streams => Node.Streams!; // started

    public StreamCounters Counters => _app.Services.GetRequiredService<StreamCounters>();

    public IServiceProvider Services => _app.Services;

    /// <summary>How long stopping may take, calls included.</summary>
    public TimeSpan StopPatience { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Starts it at 127.0.0.1 with settings such as <c>Sip:Tcp=false</c>.</summary>
    public static Task<LiveNode> StartAsync(params string[] settings) => StartAsync(FreePort(), settings);

    public static async Task<LiveNode> StartAsync(int port, params string[] settings)
    {
        string secretFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(secretFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        string[] usual =
        [
            $"Sip:Port={port.ToString(CultureInfo.InvariantCulture)}", $"Sip:Tls:Port={(port + 1).ToString(CultureInfo.InvariantCulture)}", "Sip:Partitions=2", "Sip:DrainTimeout=00:00:00",
            $"Health:Port={(port + 2).ToString(CultureInfo.InvariantCulture)}", $"Instance:SecretFile={secretFile}", "Database:ConnectionString=Host=/nonexistent", "Media:Workers:0=127.0.0.1:9",
            "Sip:Dns:Servers:0=127.0.0.1:9", "Logging:LogLevel:Default=None",
        ];
        WebApplication app = SipApplication.Build([.. usual.Concat(settings).Select(setting => "--" + setting)]);
        await app.StartAsync(CancellationToken.None);
        return new LiveNode(app, port, secretFile);
    }

    public IPEndPoint At(string address) => new(IPAddress.Parse(address), Port);

    /// <summary>Where it takes calls over a transport.</summary>
    public SipEndpoint EndpointOf(SipTransport transport, string address = "127.0.0.1") =>
        new(transport, IPAddress.Parse(address), transport is SipTransport.Tls ? TlsPort : Port);

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource enough = new(StopPatience);
        Task stopped = _app.StopAsync(enough.Token);
        // Once calls are over, call records would wait for the database, which is not there, until the last moment
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(50));
        while (!enough.IsCancellationRequested && Node.Partitions.Any(partition => partition.Counters.CallsActive > 0)) await tick.WaitForNextTickAsync(CancellationToken.None);
        enough.CancelAfter(Margin);
        await stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        File.Delete(_secretFile);
    }

    /// <summary>A port that is free, with the two behind it, on all loopback addresses that tests use.</summary>
    public static int FreePort()
    {
        while (true)
        {
            int port = FreePorts.Base();
            if (((string[])["127.0.0.1", "127.0.0.2", "::1"]).All(address => IsFree(IPAddress.Parse(address), port) && IsFree(IPAddress.Parse(address), port + 1))) return port;
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using Socket udp = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(address, port));
            using Socket tcp = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
