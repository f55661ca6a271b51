using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Cmr.Benchmarks.Processes;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Rehearsal;

namespace Cmr.Benchmarks.Calls;

/// <summary>
/// Whole calls with a reliable 183 and PRACK between two SIPp on loopback: directly, through Kamailio as a stateful record-routing proxy,
/// and through the node; what stands between has one core for itself. And, without any network, a presented call in memory.
/// </summary>
internal static class CallBenchmark
{
    /// <summary>The rate at which what a call costs is compared.</summary>
    private const int AgreedRate = 700;
    private static readonly int[] Rates = [AgreedRate, 1000, 1400, 1800, 2200, 2600, 3000];
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MemoryTime = TimeSpan.FromSeconds(3);

    /// <returns>Rows for the table of results.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        List<string> rows = ["| measure | rate held | CPU per call at 700/s | remark |", "|---|---|---|---|", PresentedInMemory()];
        int called = LoopbackPort.Free();
        List<CallLoad> direct = await SearchAsync(called, called, null);
        rows.Add(Row("SIPp to SIPp, nothing between", direct, "17 messages between the two parties; the limit of the load"));
        int proxyPort = LoopbackPort.Free();
        List<CallLoad> proxied;
        await using (MeasuredProcess kamailio = MeasuredProcess.Start(KamailioConfiguration.Command(proxyPort, called)))
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            proxied = await SearchAsync(proxyPort, called, kamailio);
        }

        rows.Add(Row("Kamailio, stateful proxy with Record-Route, one worker", proxied, "one leg: no dialogs, no offer/answer, no PRACK of its own"));
        int nodePort = LoopbackPort.Free();
        await using MeasuredProcess node = await MeasuredProcess.StartSelfAsync(RelayNode.Role, nodePort.ToString(CultureInfo.InvariantCulture), called.ToString(CultureInfo.InvariantCulture));
        for (int i = 0; i < 2; i++) await MeasureAsync(nodePort, called, AgreedRate / 2, node); // compiles the code
        NodeUsage before = NodeUsage.Read(await node.AskAsync("usage"));
        List<CallLoad> relayed = await SearchAsync(nodePort, called, node);
        NodeUsage used = NodeUsage.Read(await node.AskAsync("usage")) - before;
        double calls = relayed.Sum(load => load.Calls);
        rows.Add(Row("CMR node, two legs", relayed, string.Create(CultureInfo.InvariantCulture, $"{used.AllocatedBytes / calls / 1000:N0} kB allocated a call, GC pauses {used.PauseMicroseconds / used.CpuMicroseconds:P1} of the processor time")));
        rows.Add(Ratio(relayed[0], proxied[0]));
        return rows;
    }

    private static async Task<List<CallLoad>> SearchAsync(int port, int calledPort, MeasuredProcess? between)
    {
        List<CallLoad> loads = [];
        foreach (int rate in Rates)
        {
            CallLoad load = await MeasureAsync(port, calledPort, rate, between);
            loads.Add(load);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{rate}/s offered: {load.CallsPerSecond:N0}/s, {load.CpuPerCall.TotalMilliseconds:F3} ms a call, {load.Failed} of {load.Calls} failed"));
            if (!load.IsHeld) break;
        }

        return loads;
    }

    private static async Task<CallLoad> MeasureAsync(int port, int calledPort, int rate, MeasuredProcess? between)
    {
        int calls = (int)(rate * Duration.TotalSeconds);
        double cpu = between?.CpuSeconds ?? 0;
        long start = Stopwatch.GetTimestamp();
        int failed = await SippProcess.RunAsync(port, calledPort, rate, calls);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        double used = (between?.CpuSeconds ?? 0) - cpu;
        return new CallLoad(rate, calls, failed, took, TimeSpan.FromSeconds(used / calls));
    }

    private static string Row(string name, List<CallLoad> loads, string remark)
    {
        CallLoad best = loads.LastOrDefault(load => load.IsHeld);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {best.CallsPerSecond:N0} calls/s, {best.Failed} of {best.Calls} failed | {loads[0].CpuPerCall.TotalMilliseconds:F2} ms | {remark} |");
    }

    private static string Ratio(CallLoad ours, CallLoad theirs) => string.Create(
        CultureInfo.InvariantCulture, $"| CMR node against Kamailio | | {ours.CpuPerCall / theirs.CpuPerCall:F2} × | the node is user agent to both sides, with 22 messages of its own making a call |");

    private static string PresentedInMemory()
    {
        Run(TimeSpan.FromSeconds(1));
        (long calls, TimeSpan cpu) = Run(MemoryTime);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| SIP call with a presentation, in memory | {calls / cpu.TotalSeconds:N0} calls per CPU second | {cpu.TotalMilliseconds / calls:F2} ms | GW-U with PRACK and UPDATE; includes both phones and reading every message |");
    }

    private static (long Calls, TimeSpan Cpu) Run(TimeSpan duration)
    {
        RandomIdentifiers identifiers = new();
        SipTokens tokens = new(RandomNumberGenerator.Fill);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        long calls = 0;
        for (; Stopwatch.GetElapsedTime(start) < duration; calls++)
        {
            CallRehearsal call = new(identifiers, tokens);
            call.Run();
            if (!call.IsComplete) throw new InvalidOperationException("the call in memory did not end as it should");
        }

        return (calls, Environment.CpuUsage.TotalTime - cpu);
    }
}
