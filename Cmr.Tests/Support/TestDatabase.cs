using System.Globalization;
using Cmr.Cli.Postgres;
using Npgsql;

namespace Cmr.Tests.Support;

/// <summary>A database of its own on the test run's server; dropped when disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static int _count;
    private readonly string _name;
    private readonly PrivateCluster _cluster;

    private TestDatabase(string name, PrivateCluster cluster)
    {
        _name = name;
        _cluster = cluster;
    }

    /// <summary>Connection string of the database.</summary>
    public string ConnectionString => _cluster.ConnectionString(_name);

    /// <summary>Makes a database without any tables.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        PrivateCluster cluster = await TestCluster.GetAsync();
        var database = new TestDatabase("test_" + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture), cluster);
        await database.AdministerAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(pooled);
        await AdministerAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private async Task AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
