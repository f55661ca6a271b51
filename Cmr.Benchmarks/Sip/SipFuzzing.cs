using System.Diagnostics;
using System.Globalization;
using System.Text;
using Cmr.Tests.Support.Fuzzing;

namespace Cmr.Benchmarks.Sip;

/// <summary>
/// Millions of damaged messages through reader, views, framer, bodies, SDP and transactions. The number of messages comes from
/// <c>CMR_FUZZ_MESSAGES</c> (default 5,000,000), the first seed from <c>CMR_SEED</c>. A failure names its seed and shows the message.
/// </summary>
internal static class SipFuzzing
{
    private const long DefaultMessages = 5_000_000;

    /// <returns>Rows for the table of results.</returns>
    public static Task<IReadOnlyList<string>> RunAsync()
    {
        long messages = Setting("CMR_FUZZ_MESSAGES", DefaultMessages);
        int firstSeed = (int)Setting("CMR_SEED", 20261121);
        byte[][] seeds = [.. Seeds()];
        int workers = Environment.ProcessorCount;
        long[] read = new long[workers];
        long start = Stopwatch.GetTimestamp();
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker => read[worker] = Run(seeds, firstSeed + worker, messages / workers));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long tried = messages / workers * workers;
        string row = string.Create(
            CultureInfo.InvariantCulture,
            $"| SIP fuzzing | {tried:N0} messages, {tried / seconds:N0}/s, none threw, hung or took more than {SipExercise.MaxBytesFor(1000) / 1_000_000.0:F1} MB a kB | {seeds.Length} messages to begin with, seeds {firstSeed}–{firstSeed + workers - 1}, {read.Sum():N0} still readable; {GC.GetTotalMemory(forceFullCollection: true) / 1_000_000} MB held at the end |");
        return Task.FromResult<IReadOnlyList<string>>(["| measure | figure | remark |", "|---|---|---|", row]);
    }

    private static long Run(byte[][] seeds, int seed, long messages)
    {
        Random random = new(seed);
        SipMutator mutator = new(seeds, random);
        long read = 0;
        for (long number = 0; number < messages; number++)
        {
            byte[] damaged = mutator.Next();
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                read += SipExercise.Run(damaged, random) ? 1 : 0;
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"seed {seed}, case {number}: {problem.Message}\n{Encoding.Latin1.GetString(damaged)}", problem);
            }

            if (GC.GetAllocatedBytesForCurrentThread() - before > SipExercise.MaxBytesFor(damaged.Length) || Stopwatch.GetElapsedTime(start) > SipExercise.MaxTime)
            {
                throw new InvalidOperationException($"seed {seed}, case {number}: too much time or memory\n{Encoding.Latin1.GetString(damaged)}");
            }
        }

        return read;
    }

    private static IEnumerable<byte[]> Seeds()
    {
        string home = Environment.GetEnvironmentVariable("CMR_HOME") ?? Directory.GetCurrentDirectory();
        string corpora = Environment.GetEnvironmentVariable("CMR_CORPORA") is { Length: > 0 } set ? set : Path.Combine(home, "..", "shared", "corpora");
        IEnumerable<string> folders = [Path.Combine(home, "Cmr.Tests", "TestData", "sip"), Path.Combine(corpora, "rfc4475"), Path.Combine(corpora, "sip-real")];
        return folders.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
            .Where(file => Path.GetExtension(file) is ".sip" or ".dat").Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
    }

    private static long Setting(string name, long fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? long.Parse(set, CultureInfo.InvariantCulture) : fallback;
}
