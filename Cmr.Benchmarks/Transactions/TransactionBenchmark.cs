using System.Globalization;
using Cmr.Benchmarks.Calls;
using Cmr.Benchmarks.Processes;

namespace Cmr.Benchmarks.Transactions;

/// <summary>
/// Stateful server transactions over UDP on loopback: OPTIONS in, 200 out, the transaction kept for its 32 s. Beside it, in alternating rounds,
/// a bare socket that echoes, and Kamailio with a transaction for each. Each peer has one core for itself, the load another.
/// </summary>
internal static class TransactionBenchmark
{
    private const int Rounds = 3;
    private const int Window = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <returns>Rows for the table of results.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        int[] ports = [LoopbackPort.Free(), LoopbackPort.Free(), LoopbackPort.Free()];
        string[] texts = [.. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))];
        await using MeasuredProcess echo = await MeasuredProcess.StartSelfAsync(UdpEcho.Role, texts[0]);
        await using MeasuredProcess kamailio = MeasuredProcess.Start(KamailioConfiguration.Command(ports[1], ports[1]));
        await using MeasuredProcess node = await MeasuredProcess.StartSelfAsync(RelayNode.Role, texts[2], texts[0]);
        MeasuredProcess[] peers = [echo, kamailio, node];
        List<TransactionLoad>[] loads = [[], [], []];
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < peers.Length; i++)
            {
                TransactionLoad load = await TransactionLoad.MeasureAsync(peers[i], ports[i], round < 0 ? WarmUp : Round, Window);
                Console.WriteLine(Row(round < 0 ? "warming up" : "round", load, texts[i]));
                if (round >= 0) loads[i].Add(load);
            }
        }

        NodeUsage used = NodeUsage.Read(await node.AskAsync("usage"));
        TransactionLoad[] medians = [.. loads.Select(TransactionLoad.MedianOf)];
        return
        [
            "| peer | per second on one core | CPU each | median, p99 wait | without 2xx | remark |",
            "|---|---|---|---|---|---|",
            Row("bare socket, echo", medians[0], "receive and send, nothing else"),
            Row("Kamailio, t_newtran and t_reply", medians[1], "one worker"),
            Row("CMR node", medians[2], string.Create(CultureInfo.InvariantCulture, $"the whole way through socket, partition and engine; {used.WorkingSet / 1e6:N0} MB at the end")),
            string.Create(CultureInfo.InvariantCulture, $"| CMR node against echo, against Kamailio | | {medians[2].Cpu / medians[0].Cpu:F1} ×, {medians[2].Cpu / medians[1].Cpu:F2} × | | | |"),
        ];
    }

    private static string Row(string name, TransactionLoad load, string remark) => string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {load.PerSecond:N0} | {load.Cpu:F1} µs | {load.Median:N0} µs, {load.Slow:N0} µs | {load.Failures:P2} | {remark} |");
}
