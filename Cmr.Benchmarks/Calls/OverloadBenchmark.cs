using System.Diagnostics;
using System.Globalization;
using Cmr.Benchmarks.Processes;

namespace Cmr.Benchmarks.Calls;

/// <summary>Calls offered at once, twice and five times what the node can do on one core: what it completes, how fast it answers, what it needs.</summary>
internal static class OverloadBenchmark
{
    private static readonly int[] SearchRates = [400, 700, 1000, 1400, 1800, 2200, 2600];
    private static readonly double[] Loads = [1, 2, 5];
    private static readonly TimeSpan SearchTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(15);

    /// <returns>Rows for the table of results.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        int called = LoopbackPort.Free();
        int port = LoopbackPort.Free();
        await using MeasuredProcess node = await MeasuredProcess.StartSelfAsync(RelayNode.Role, port.ToString(CultureInfo.InvariantCulture), called.ToString(CultureInfo.InvariantCulture));
        await MeasureAsync(port, called, SearchRates[0], SearchTime); // compiles the code
        double capacity = await SearchAsync(port, called);
        List<string> rows = ["| offered | completed | of capacity | calls taken that were completed | INVITE to 183, mean | memory of the process |", "|---|---|---|---|---|---|"];
        foreach (double load in Loads)
        {
            OverloadLoad result = await MeasureAsync(port, called, (int)(load * capacity), LoadTime);
            NodeUsage used = NodeUsage.Read(await node.AskAsync("usage"));
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {load:N0} × {capacity:N0} calls/s | {result.Goodput:N0} calls/s | {result.Goodput / capacity:P0} | {result.Finished:P2} of {result.Completed + result.Failed} | {result.Response.TotalMilliseconds:N0} ms | {used.WorkingSet / 1e6:N0} MB |"));
            Console.WriteLine(rows[^1]);
        }

        return rows;
    }

    // The highest rate at which next to nothing is refused
    private static async Task<double> SearchAsync(int port, int called)
    {
        double best = 0;
        foreach (int rate in SearchRates)
        {
            OverloadLoad load = await MeasureAsync(port, called, rate, SearchTime);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate}/s offered: {load.Completed} of {load.Offered} completed, {load.Refused} refused, {load.Failed} failed"));
            if (load.Completed < 0.99 * load.Offered) break;
            best = rate;
        }

        return best > 0 ? best : SearchRates[0];
    }

    private static async Task<OverloadLoad> MeasureAsync(int port, int called, int rate, TimeSpan time)
    {
        int calls = (int)(rate * time.TotalSeconds);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<string, string> statistics = await SippProcess.RunRefusableAsync(port, called, rate, calls);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        int refused = int.Parse(statistics["GenericCounter1(C)"], CultureInfo.InvariantCulture);
        int failed = calls - int.Parse(statistics["SuccessfulCall(C)"], CultureInfo.InvariantCulture);
        return new OverloadLoad(calls, refused, failed, took, ReadTime(statistics["ResponseTime1(C)"]));
    }

    // hh:mm:ss:uuuuuu
    private static TimeSpan ReadTime(string text)
    {
        double[] parts = [.. text.Split(':').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        return TimeSpan.FromSeconds(parts[0] * 3600 + parts[1] * 60 + parts[2] + parts[3] / 1e6);
    }
}
