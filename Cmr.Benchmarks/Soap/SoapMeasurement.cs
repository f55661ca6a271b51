namespace Cmr.Benchmarks.Soap;

/// <summary>What one round measured.</summary>
/// <param name="RequestsPerSecond">Requests answered per second of wall clock.</param>
/// <param name="CpuMicroseconds">Processor time of the server per request, in microseconds.</param>
/// <param name="AllocatedBytes">Octets allocated by the server per request.</param>
internal readonly record struct SoapMeasurement(double RequestsPerSecond, double CpuMicroseconds, double AllocatedBytes)
{
    /// <summary>The median of each figure.</summary>
    public static SoapMeasurement Median(IReadOnlyCollection<SoapMeasurement> rounds) => new(
        Middle(rounds.Select(round => round.RequestsPerSecond)), Middle(rounds.Select(round => round.CpuMicroseconds)), Middle(rounds.Select(round => round.AllocatedBytes)));

    private static double Middle(IEnumerable<double> figures) => figures.Order().ToArray() is { } sorted ? sorted[sorted.Length / 2] : 0;
}
