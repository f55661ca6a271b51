using System.Diagnostics;
using System.Globalization;
using Cmr.Tests.Sip.Simulation.Storms;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Benchmarks.Sip;

/// <summary>
/// Calls by the hundred thousand through a node in all weathers, on all cores. The seeds come from <c>CMR_SEEDS</c> (<c>1..4000</c> unless told), 25 calls each.
/// A failure names its seed and shows the messages of the call; the run goes on and ends with the list of all seeds that failed.
/// </summary>
internal static class SimulationRun
{
    private const string DefaultSeeds = "1..4000";
    private const int FailuresShown = 5;

    /// <returns>Rows for the table of results.</returns>
    public static Task<IReadOnlyList<string>> RunAsync()
    {
        string range = Environment.GetEnvironmentVariable("CMR_SEEDS") is { Length: > 0 } set ? set : DefaultSeeds;
        int[] bounds = [.. range.Split("..").Select(bound => int.Parse(bound, CultureInfo.InvariantCulture))];
        (int first, int last) = (bounds[0], bounds[^1]);
        List<(int Seed, string What)> failures = [];
        int done = 0, answered = 0;
        long start = Stopwatch.GetTimestamp();
        Parallel.For(first, last + 1, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            try
            {
                Interlocked.Add(ref answered, Storm.Run(seed));
            }
            catch (SimulationFailure failure)
            {
                lock (failures)
                {
                    failures.Add((seed, failure.Message));
                    if (failures.Count <= FailuresShown) Console.WriteLine($"{failure.Message}\nreplay: CMR_SEEDS={seed} ./cmr bench simulation");
                }
            }

            int number = Interlocked.Increment(ref done);
            if (number % 200 == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number * Storm.Calls:N0} calls, {failures.Count} storms failed, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int calls = (last - first + 1) * Storm.Calls;
        if (failures.Count > 0) throw new InvalidOperationException($"{failures.Count} storms failed: {string.Join(", ", failures.Select(failure => failure.Seed).Order())}");
        string row = string.Create(CultureInfo.InvariantCulture, $"| simulated calls | {calls:N0} calls in {seconds:N0} s, {calls / seconds:N0}/s, none broke a rule or left anything behind | seeds {range}, {answered:N0} answered |");
        return Task.FromResult<IReadOnlyList<string>>(["| measure | figure | remark |", "|---|---|---|", row]);
    }
}
