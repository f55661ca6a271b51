using System.Diagnostics;
using System.Globalization;
using Cmr.Domain.Parties;
using Cmr.Persistence.Calls;
using Cmr.Persistence.Presentations;
using Cmr.Persistence.Profiles;
using Cmr.Persistence.Settings;
using Cmr.Sip.Hosting;
using Cmr.Sip.MediaClient;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cmr.Benchmarks.Calls;

/// <summary>The measured process: the node with its real socket and partitions, put together as the product does it, without database and media.</summary>
internal static class RelayNode
{
    /// <summary>The argument with which this program starts itself in this role; own port and that of the called party follow.</summary>
    public const string Role = "sip-node";

    /// <summary>Serves until standard input ends; each line on it is answered by what the process has used so far.</summary>
    public static async Task RunAsync(string port, string calledPort)
    {
        await using ServiceProvider services = Services(new Dictionary<string, string?>
        {
            ["Sip:Port"] = port,
            ["Sip:Tcp"] = "false",
            ["Sip:OutboundProxy"] = $"127.0.0.1:{calledPort}",
            ["Sip:DrainTimeout"] = "00:00:00",
            ["Sip:MaxCalls"] = "1000000",
        });
        SipNode node = services.GetRequiredService<SipNode>();
        await node.StartAsync(CancellationToken.None);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } question) Console.WriteLine(question == "collect" ? Collected() : Used());
        await node.StopAsync(CancellationToken.None);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        NobodySubscribed around = new();
        ServiceCollection services = new();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddLogging(logging => logging.ClearProviders()).AddMetrics().AddSingleton(new NumberingPlan());
        services.AddSingleton<IRingingProfileReader>(around).AddSingleton<ISystemSettings>(around).AddSingleton<ICallRecordWriter>(around);
        services.AddSingleton<IPresentationWriter>(around).AddSingleton<IMediaPlane>(around);
        return services.AddSipNode().BuildServiceProvider();
    }

    // Microseconds of processor time, octets allocated, microseconds of pauses
    private static string Used() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.CpuUsage.TotalTime.TotalMicroseconds:F0} {GC.GetTotalAllocatedBytes()} {GC.GetTotalPauseDuration().TotalMicroseconds:F0} {Process.GetCurrentProcess().WorkingSet64}");

    private static string Collected()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture);
    }
}
