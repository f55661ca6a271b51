using System.Diagnostics;
using System.Globalization;
using Cmr.Benchmarks.Processes;

namespace Cmr.Benchmarks.Transactions;

/// <summary>What one peer did under the load.</summary>
/// <param name="PerSecond">Answers per second.</param>
/// <param name="Cpu">Microseconds of processor time per answer.</param>
/// <param name="Failures">Share of requests without a 2xx.</param>
/// <param name="Median">Microseconds from request to response.</param>
/// <param name="Slow">The 99th percentile of that.</param>
internal readonly record struct TransactionLoad(double PerSecond, double Cpu, double Failures, double Median, double Slow)
{
    public static async Task<TransactionLoad> MeasureAsync(MeasuredProcess server, int port, TimeSpan duration, int window)
    {
        double before = server.CpuSeconds;
        using Process load = MeasuredProcess.StartLoad(
            OptionsLoad.Role, port.ToString(CultureInfo.InvariantCulture), duration.TotalSeconds.ToString(CultureInfo.InvariantCulture), window.ToString(CultureInfo.InvariantCulture));
        string line = await load.StandardOutput.ReadToEndAsync();
        await load.WaitForExitAsync();
        double used = server.CpuSeconds - before;
        double[] numbers = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        (double answered, double fine, double lost) = (numbers[0], numbers[1], numbers[2]);
        return new TransactionLoad(fine / numbers[3], used * 1e6 / answered, (answered - fine + lost) / (answered + lost), numbers[4], numbers[5]);
    }

    public static TransactionLoad MedianOf(IEnumerable<TransactionLoad> loads)
    {
        TransactionLoad[] sorted = [.. loads.OrderBy(load => load.Cpu)];
        return sorted[sorted.Length / 2];
    }
}
