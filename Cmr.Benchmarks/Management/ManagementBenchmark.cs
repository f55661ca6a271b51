using Cmr.Cli.Postgres;

namespace Cmr.Benchmarks.Management;

/// <summary>
/// Management operations through the real service and a real PostgreSQL, with few and with many subscribers. Both services run at once,
/// each pinned to the same core, and are loaded in turns, so that a busy machine slows both alike.
/// </summary>
internal static class ManagementBenchmark
{
    private const int Few = 1_000, Many = 1_000_000;
    private const int Rounds = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <summary>Measures.</summary>
    /// <returns>Rows for the table of results.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("cmr-bench-").FullName;
        // PostgreSQL may run as another user, who has to pass through
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        PrivateCluster cluster = await PrivateCluster.LocateAsync(folder, durable: true, cancellationToken);
        await cluster.StartAsync(cancellationToken);
        try
        {
            await using ManagementSite few = await ManagementSite.StartAsync(cluster, folder, "few", Few, cancellationToken);
            await using ManagementSite many = await ManagementSite.StartAsync(cluster, folder, "many", Many, cancellationToken);
            return await MeasureAsync(few, many, cancellationToken);
        }
        finally
        {
            await cluster.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> MeasureAsync(ManagementSite few, ManagementSite many, CancellationToken cancellationToken)
    {
        (string Name, Func<ManagementSite, Func<string>> Load)[] operations =
        [
            ($"GetPersonalResourceLibrary, {ManagementDatabase.EntriesRead} entries", site => site.Load.ReadLibrary),
            ("SubscribeCmrResource", site => site.Load.Subscribe),
        ];
        foreach (ManagementSite site in (ManagementSite[])[few, many])
        {
            Console.WriteLine($"  warm-up with {site.Subscribers:N0} subscribers");
            foreach ((_, Func<ManagementSite, Func<string>> load) in operations) await site.MeasureAsync(load(site), WarmUp / operations.Length, cancellationToken);
        }

        List<string> rows = ["| operation | subscribers | service CPU | with PostgreSQL | p50 | p99 |", "|---|---|---|---|---|---|"];
        foreach ((string name, Func<ManagementSite, Func<string>> load) in operations)
        {
            List<ManagementMeasurement> ofFew = [], ofMany = [];
            for (int round = 0; round < Rounds; round++)
            {
                ofFew.Add(await few.MeasureAsync(load(few), Round, cancellationToken));
                ofMany.Add(await many.MeasureAsync(load(many), Round, cancellationToken));
            }

            ManagementMeasurement a = ManagementMeasurement.Together(ofFew), b = ManagementMeasurement.Together(ofMany);
            rows.AddRange([Row(name, few, a), Row(name, many, b), FormattableString.Invariant($"| {name} | many against few | {b.ServiceMicroseconds / a.ServiceMicroseconds:F2}× | {b.AllMicroseconds / a.AllMicroseconds:F2}× | {b.Percentile(0.5) / a.Percentile(0.5):F2}× | {b.Percentile(0.99) / a.Percentile(0.99):F2}× |")]);
        }

        return rows;
    }

    private static string Row(string name, ManagementSite site, ManagementMeasurement measured) => FormattableString.Invariant(
        $"| {name} | {site.Subscribers:N0} | {measured.ServiceMicroseconds:F0} µs | {measured.AllMicroseconds:F0} µs | {measured.Percentile(0.5):F2} ms | {measured.Percentile(0.99):F2} ms |");
}
