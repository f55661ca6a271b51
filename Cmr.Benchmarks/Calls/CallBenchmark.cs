using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Rehearsal;

namespace Cmr.Benchmarks.Calls;

/// <summary>Whole calls through the node: SIPp as caller and called party over loopback, and, without any network, a presented call in memory.</summary>
internal static class CallBenchmark
{
    private static readonly int[] Rates = [50, 100, 200, 400, 800, 1600];
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MemoryTime = TimeSpan.FromSeconds(3);

    /// <returns>Rows for the table of results: measure, figure, remark.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        List<string> rows = ["| measure | figure | remark |", "|---|---|---|", PresentedInMemory()];
        await using RelayNode node = await RelayNode.StartAsync();
        await MeasureAsync(node, Rates[0]); // compiles the code
        foreach (int rate in Rates)
        {
            CallLoad load = await MeasureAsync(node, rate);
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| SIP calls relayed, {rate}/s offered | {load.CallsPerSecond:N0} calls/s, {load.CpuPerCall.TotalMilliseconds:F2} ms CPU per call | {load.Calls} calls of 13 messages, {load.Failed} failed; SIPp shares the machine |"));
            if (load.Failed > 0 || load.CallsPerSecond < 0.9 * rate) break;
        }

        return rows;
    }

    private static string PresentedInMemory()
    {
        Run(TimeSpan.FromSeconds(1));
        (long calls, TimeSpan cpu) = Run(MemoryTime);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| SIP call with a presentation, in memory | {calls / cpu.TotalSeconds:N0} calls per CPU second, {cpu.TotalMicroseconds / calls:N0} µs | GW-U with PRACK and UPDATE; includes both phones and reading every message |");
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

    private static async Task<CallLoad> MeasureAsync(RelayNode node, int rate)
    {
        int calls = (int)(rate * Duration.TotalSeconds);
        using Process called = SippProcess.Called(node.CalledPort, calls);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        int failed = await SippProcess.RunCallerAsync(node.SipPort, rate, calls);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        TimeSpan used = Environment.CpuUsage.TotalTime - cpu;
        await SippProcess.EndAsync(called);
        return new CallLoad(calls, failed, calls / took.TotalSeconds, used / calls);
    }
}
