using System.Diagnostics;
using System.Globalization;
using Cmr.Cli.Postgres;
using Cmr.Persistence.Migrations;
using Cmr.Persistence.Principals;
using Npgsql;

namespace Cmr.Benchmarks.Management;

/// <summary>A database with many subscribers, copied in the database itself from one that the service made.</summary>
internal sealed class ManagementDatabase(PrivateCluster cluster, string name, int subscribers)
{
    public const string OperatorId = "operator";
    public const string OperatorSecret = "secret of the benchmark";

    /// <summary>The subscriber and the resource that all others are copies of.</summary>
    public const string Template = "+8613000000000";

    public const string TemplateResource = "bench-0";

    /// <summary>Entries of the libraries that are read.</summary>
    public const int EntriesRead = 50;

    /// <summary>How many subscribers the load is spread over: half of them are read, the others subscribe.</summary>
    public const int Active = 1000;

    private const int Resources = 2000;
    private const int EntriesOfOthers = 3;
    private const int LoadTimeout = 900;

    public string ConnectionString => cluster.ConnectionString(name);

    public int Subscribers => subscribers;

    /// <summary>Number of an active subscriber: they lie evenly among all.</summary>
    public string SubscriberId(int active) => Identifier(1 + active * (subscribers / Active));

    /// <summary>A resource that a subscriber of this benchmark has not subscribed to yet.</summary>
    public static string ResourceId(int number) => string.Create(CultureInfo.InvariantCulture, $"bench-{EntriesRead + 1 + number % (Resources - EntriesRead)}");

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using (var server = new NpgsqlConnection(cluster.ConnectionString("postgres")))
        {
            await server.OpenAsync(cancellationToken);
            await ExecuteAsync(server, $"CREATE DATABASE {name}", cancellationToken);
        }

        await DatabaseMigrator.MigrateAsync(ConnectionString, progress: null, cancellationToken);
        await OperatorBootstrap.EnsureAsync(ConnectionString, OperatorId, OperatorSecret, TimeProvider.System, cancellationToken);
    }

    /// <summary>Copies the template until there are as many subscribers as wanted, each with a library.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        // the rows are right by construction; checking each reference would take most of the time
        await ExecuteAsync(connection, "SET session_replication_role = replica", cancellationToken);
        await StepAsync($"{Resources:N0} resources", connection, Copy("resources", "t.resource_id = '" + TemplateResource + "'", "'resource_id', 'bench-' || n", $"generate_series(1, {Resources}) n"), cancellationToken);
        await StepAsync($"{subscribers:N0} subscribers", connection, Copy("subscribers", $"t.subscriber_id = '{Template}'", $"'subscriber_id', {NumberOf("n")}", $"generate_series(1, {subscribers}) n"), cancellationToken);
        string isRead = $"(n - 1) % {subscribers / Active * 2} = 0";
        await StepAsync(
            "their libraries",
            connection,
            Copy(
                "library_entries",
                $"t.subscriber_id = '{Template}'",
                $"'subscriber_id', {NumberOf("n")}, 'resource_id', 'bench-' || e",
                $"generate_series(1, {subscribers}) n CROSS JOIN LATERAL generate_series(1, CASE WHEN {isRead} THEN {EntriesRead} ELSE {EntriesOfOthers} END) e"),
            cancellationToken);
        await StepAsync("statistics", connection, "VACUUM ANALYZE", cancellationToken);
    }

    private static string Identifier(int number) => string.Create(CultureInfo.InvariantCulture, $"+8613{number:D9}");

    private static string NumberOf(string number) => $"'+8613' || lpad({number}::text, 9, '0')";

    // through JSON, so that every column comes along whatever the schema grows
    private static string Copy(string table, string template, string changes, string source) =>
        $"INSERT INTO {table} SELECT r.* FROM (SELECT * FROM {table} t WHERE {template}) t CROSS JOIN {source} CROSS JOIN LATERAL jsonb_populate_record(NULL::{table}, to_jsonb(t) || jsonb_build_object({changes})) r";

    private async Task StepAsync(string what, NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await ExecuteAsync(connection, sql, cancellationToken);
        Console.WriteLine($"  {name}: {what}, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = LoadTimeout };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
