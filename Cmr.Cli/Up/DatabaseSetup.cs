using Cmr.Cli.Instance;
using Cmr.Cli.Postgres;
using Npgsql;

namespace Cmr.Cli.Up;

/// <summary>Makes the database of an instance, brings its schema up to date and its operator in.</summary>
internal static class DatabaseSetup
{
    public const string DatabaseName = "cmr";

    public static async Task RunAsync(PrivateCluster cluster, OperatorCredentials operatorCredentials, CancellationToken cancellationToken)
    {
        await CreateAsync(cluster, cancellationToken);
    }

    private static async Task CreateAsync(PrivateCluster cluster, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = DatabaseName } } };
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null) return;
        await using var create = new NpgsqlCommand($"CREATE DATABASE {DatabaseName}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }
}
