using System.Diagnostics;
using System.Globalization;

namespace Cmr.Benchmarks.HeldCalls;

/// <summary>What a call keeps in memory, and what one more call and a request within a call cost while 1 thousand to 200 thousand are held in one engine.</summary>
internal static class HeldBenchmark
{
    private const int Samples = 3000;
    private static readonly int[] Sizes = [1_000, 10_000, 50_000, 200_000];
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    // Longer than any transaction lives after its final response
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(40);

    /// <returns>Rows for the table of results.</returns>
    public static Task<IReadOnlyList<string>> RunAsync()
    {
        List<string> rows = ["| calls held | memory a call | one more call, set up and ended: mean, p99, p99.9 | INFO in a call: mean, p99, p99.9 | pauses for garbage meanwhile |", "|---|---|---|---|---|"];
        CallCentre warm = new(int.MaxValue);
        for (int i = 0; i < 3000; i++) warm.Inform(warm.SetUp(), 3);
        foreach (int size in Sizes)
        {
            string row = Measure(size);
            Console.WriteLine(row);
            rows.Add(row);
        }

        return Task.FromResult<IReadOnlyList<string>>(rows);
    }

    private static string Measure(int size)
    {
        long empty = Collected();
        CallCentre centre = new(int.MaxValue);
        while (centre.CallCount < size)
        {
            centre.SetUp();
            centre.Pass(Step);
        }

        centre.Pass(Settle);
        double bytes = (double)(Collected() - empty) / size;
        int collections = GC.CollectionCount(0);
        TimeSpan pauses = GC.GetTotalPauseDuration();
        int random = 1;
        int cSeq = 10;
        double[] calls = Times(() =>
        {
            long call = centre.SetUp();
            centre.HangUp(call);
        }, centre);
        double[] requests = Times(() => centre.Inform(random = (int)((random * 48_271L) % int.MaxValue) % size, ++cSeq), centre);
        collections = GC.CollectionCount(0) - collections;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {size:N0} | {bytes / 1000:F2} kB | {calls.Average():F0} µs, {At(calls, 0.99):F0} µs, {At(calls, 0.999):F0} µs | {requests.Average():F0} µs, {At(requests, 0.99):F0} µs, {At(requests, 0.999):F0} µs | {collections} collections, {(GC.GetTotalPauseDuration() - pauses).TotalMilliseconds / Math.Max(collections, 1):F1} ms each |");
    }

    // Microseconds, sorted; includes both phones
    private static double[] Times(Action work, CallCentre centre)
    {
        double[] times = new double[Samples];
        for (int i = 0; i < Samples; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            centre.Pass(Step);
        }

        Array.Sort(times);
        return times;
    }

    private static double At(double[] sorted, double part) => sorted[(int)((sorted.Length - 1) * part)];

    private static long Collected()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
