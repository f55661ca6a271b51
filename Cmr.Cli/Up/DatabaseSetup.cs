using Cmr.Cli.Instance;
using Cmr.Cli.Postgres;
using Cmr.Persistence.Migrations;
using Cmr.Persistence.Principals;
using Npgsql;

namespace Cmr.Cli.Up;

/// <summary>Makes the database of an instance, brings its schema up to date and its operator in.</summary>
internal static class DatabaseSetup
{
    public const string DatabaseName = "cmr";

    public static async Task RunAsync(PrivateCluster cluster, OperatorCredentials operatorCredentials, CancellationToken cancellationToken)
    {
        await CreateAsync(cluster, cancellationToken);
        string connectionString = cluster.ConnectionString(DatabaseName);
        await DatabaseMigrator.MigrateAsync(connectionString, progress: null, cancellationToken);
        await OperatorBootstrap.EnsureAsync(connectionString, operatorCredentials.PrincipalId, operatorCredentials.Secret, TimeProvider.System, cancellationToken);
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
