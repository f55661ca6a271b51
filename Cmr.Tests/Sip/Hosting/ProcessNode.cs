using System.Globalization;
using System.Net;
using Cmr.Sip.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Sip.Hosting;

/// <summary>
/// The SIP process as it is, inside the test: its configuration, services, sockets, connections and pages. Only the database and the media worker
/// are away, which it takes as an outage. It listens on a loopback address of its own, so that the well-known port is free.
/// </summary>
internal sealed class ProcessNode : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _pages = new();
    private readonly string _secretFile;

    private ProcessNode(WebApplication application, IPEndPoint sip, string secretFile)
    {
        _application = application;
        _secretFile = secretFile;
        Sip = sip;
    }

    /// <summary>Where it listens, over UDP and TCP.</summary>
    public IPEndPoint Sip { get; }

    public int ActiveCalls => _application.Services.GetRequiredService<SipNode>().Partitions.Sum(partition => partition.Counters.CallsActive);

    public static IPAddress LoopbackOf(byte network) => new([127, network, (byte)(Environment.ProcessId >> 8), (byte)Environment.ProcessId]);

    public static async Task<ProcessNode> StartAsync(byte network, IPEndPoint proxy)
    {
        IPEndPoint sip = new(LoopbackOf(network), 5060);
        string secretFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(secretFile, Convert.ToBase64String(new byte[32]));
        WebApplication application = SipApplication.Build(
        [
            $"--Sip:Address={sip.Address}", "--Sip:Port=5060", $"--Sip:OutboundProxy={proxy}", "--Sip:Partitions=1", "--Sip:DrainTimeout=00:00:01", "--Sip:Timers:T1=00:00:00.100",
            "--Health:Port=0", "--Media:Workers:0=127.0.0.1:1", $"--Instance:SecretFile={secretFile}",
            "--Database:ConnectionString=Host=127.0.0.1;Port=1;Username=none;Database=none", "--Logging:LogLevel:Default=None",
        ]);
        await application.StartAsync(CancellationToken.None);
        return new ProcessNode(application, sip, secretFile);
    }

    /// <summary>Sum of all series of a metric, as its page shows them.</summary>
    public async Task<long> MetricAsync(string name)
    {
        string page = await _pages.GetStringAsync(new Uri(new Uri(_application.Urls.First(url => url.Contains("127.0.0.1", StringComparison.Ordinal))), "/metrics"), CancellationToken.None);
        return page.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
            .Sum(line => (long)double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _pages.Dispose();
        File.Delete(_secretFile);
    }
}
