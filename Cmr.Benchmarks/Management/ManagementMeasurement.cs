namespace Cmr.Benchmarks.Management;

/// <summary>What one round measured.</summary>
/// <param name="Operations">How many were answered.</param>
/// <param name="ServiceSeconds">Processor time of the service for all of them.</param>
/// <param name="DatabaseSeconds">Processor time of PostgreSQL for all of them.</param>
/// <param name="Milliseconds">How long each took, in ascending order.</param>
internal sealed record ManagementMeasurement(long Operations, double ServiceSeconds, double DatabaseSeconds, IReadOnlyList<double> Milliseconds)
{
    /// <summary>Processor time of the service per operation, in microseconds.</summary>
    public double ServiceMicroseconds => ServiceSeconds / Operations * 1e6;

    /// <summary>Processor time of service and database together per operation, in microseconds.</summary>
    public double AllMicroseconds => (ServiceSeconds + DatabaseSeconds) / Operations * 1e6;

    /// <summary>The time within which a share of the operations was answered, in milliseconds.</summary>
    public double Percentile(double share) => Milliseconds[Math.Min((int)(Milliseconds.Count * share), Milliseconds.Count - 1)];

    public static ManagementMeasurement Together(IReadOnlyCollection<ManagementMeasurement> rounds) => new(
        rounds.Sum(round => round.Operations),
        rounds.Sum(round => round.ServiceSeconds),
        rounds.Sum(round => round.DatabaseSeconds),
        [.. rounds.SelectMany(round => round.Milliseconds).Order()]);
}
