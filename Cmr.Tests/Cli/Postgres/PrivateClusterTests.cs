using Cmr.Cli.Postgres;
using Cmr.Tests.Support;
using Npgsql;

namespace Cmr.Tests.Cli.Postgres;

[TestClass]
public sealed class PrivateClusterTests
{
    [TestMethod]
    public async Task Databases_of_two_tests_do_not_see_each_other()
    {
        await using TestDatabase first = await TestDatabase.CreateEmptyAsync();
        await using TestDatabase second = await TestDatabase.CreateEmptyAsync();
        await ExecuteAsync(first, "CREATE TABLE only_here (id int)");
        PostgresException missing = await Assert.ThrowsExactlyAsync<PostgresException>(() => ExecuteAsync(second, "SELECT * FROM only_here"));
        Assert.AreEqual(PostgresErrorCodes.UndefinedTable, missing.SqlState);
    }

    [TestMethod]
    public async Task Starting_a_running_cluster_again_changes_nothing()
    {
        PrivateCluster cluster = await TestCluster.GetAsync();
        await cluster.StartAsync(CancellationToken.None);
        Assert.IsTrue(await cluster.IsRunningAsync(CancellationToken.None));
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
