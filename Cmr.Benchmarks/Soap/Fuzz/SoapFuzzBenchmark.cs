using System.Diagnostics;
using System.Globalization;

namespace Cmr.Benchmarks.Soap.Fuzz;

/// <summary>A million damaged requests. Fails loudly, with what is needed to see the case again.</summary>
internal static class SoapFuzzBenchmark
{
    private const int Cases = 1_000_000;
    private const int Step = 50_000;
    private const int FixedSeed = 20261121;
    private static readonly TimeSpan HangsAfter = TimeSpan.FromMinutes(2);

    /// <summary>Runs. CMR_SEED sets another seed.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        int seed = Environment.GetEnvironmentVariable("CMR_SEED") is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : FixedSeed;
        string home = Environment.GetEnvironmentVariable("CMR_HOME") ?? Directory.GetCurrentDirectory();
        IReadOnlyList<byte[]> samples = SoapFuzzer.SamplesBelow(Path.Combine(home, "wsdl", "samples"));
        SoapFuzzer fuzzer = new(samples, seed);
        Console.WriteLine($"seed {seed}, {samples.Count} samples");
        long started = Stopwatch.GetTimestamp();
        for (int first = 0; first < Cases; first += Step)
        {
            int from = first;
            Task<IReadOnlyList<string>> step = Task.Run(() => fuzzer.Run(from, Step, CancellationToken.None));
            IReadOnlyList<string> failures = await step.WaitAsync(HangsAfter);
            if (failures.Count > 0) throw new InvalidOperationException(string.Join("\n\n", failures));
            Console.WriteLine($"{first + Step:N0} cases, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return
        [
            "| measure | figure | remark |",
            "|---|---|---|",
            string.Create(CultureInfo.InvariantCulture, $"| Damaged requests through envelope reader and codecs | {Cases:N0} in {seconds:F0} s | seed {seed}, {samples.Count} samples; {fuzzer.Valid:N0} read, {fuzzer.Refused:N0} refused; no exception that is not foreseen, none over 1 s or 16 MiB |"),
        ];
    }
}
