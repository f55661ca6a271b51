using Cmr.Persistence;
using Cmr.Persistence.Migrations;
using Cmr.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Cmr.Tests.Persistence;

[TestClass]
public sealed class SchemaTests
{
    [TestMethod]
    public async Task Every_mapped_column_exists_with_its_type_and_nullability_and_no_other_column_does()
    {
        await using Database database = await Database.CreateAsync();
        Dictionary<string, string> real = await ReadColumnsAsync(database.ConnectionString);
        await using CmrDbContext context = await database.Contexts.CreateDbContextAsync();
        Dictionary<string, string> mapped = context.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Select(property => (Column: $"{entity.GetTableName()}.{property.GetColumnName()}", Type: Describe(property))))
            .ToDictionary(pair => pair.Column, pair => pair.Type);
        CollectionAssert.AreEquivalent(real.Select(pair => $"{pair.Key} {pair.Value}").ToList(), mapped.Select(pair => $"{pair.Key} {pair.Value}").ToList());
    }

    [TestMethod]
    public async Task Every_mapped_key_is_the_primary_key_of_its_table()
    {
        await using Database database = await Database.CreateAsync();
        await using CmrDbContext context = await database.Contexts.CreateDbContextAsync();
        foreach (IEntityType entity in context.Model.GetEntityTypes())
        {
            string real = (string)(await database.QueryAsync($"""
                SELECT string_agg(a.attname, ',' ORDER BY array_position(i.indkey::int[], a.attnum::int))
                FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
                WHERE i.indrelid = '{entity.GetTableName()}'::regclass AND i.indisprimary
                """))!; // every table has a primary key, or the test fails here
            Assert.AreEqual(real, string.Join(',', entity.FindPrimaryKey()?.Properties.Select(property => property.GetColumnName()) ?? []), entity.Name);
        }
    }

    [TestMethod]
    public async Task Tables_of_a_subscriber_are_hash_partitioned_by_it()
    {
        await using Database database = await Database.CreateAsync();
        await using CmrDbContext context = await database.Contexts.CreateDbContextAsync();
        string[] tables = [.. context.Model.GetEntityTypes()
            .Where(entity => entity.FindPrimaryKey()?.Properties[0].Name == "SubscriberId").Select(entity => entity.GetTableName() ?? "").Append("call_records")];
        Assert.IsGreaterThan(8, tables.Length);
        foreach (string table in tables)
        {
            object? keys = await database.QueryAsync($"SELECT pg_get_partkeydef('{table}'::regclass)");
            Assert.AreEqual(table == "call_records" ? "HASH (called)" : "HASH (subscriber_id)", keys, table);
            Assert.AreEqual(8L, await database.QueryAsync($"SELECT count(*) FROM pg_inherits WHERE inhparent = '{table}'::regclass"), table);
        }
    }

    [TestMethod]
    public async Task Migration_is_idempotent_and_safe_for_several_at_once()
    {
        await using TestDatabase empty = await TestDatabase.CreateEmptyAsync();
        int[] applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DatabaseMigrator.MigrateAsync(empty.ConnectionString, null, CancellationToken.None)));
        await using CmrDbContext context = new(new DbContextOptionsBuilder<CmrDbContext>().UseNpgsql(empty.ConnectionString).Options);
        Assert.AreEqual(context.Database.GetMigrations().Count(), applied.Sum());
        Assert.AreEqual(0, await DatabaseMigrator.MigrateAsync(empty.ConnectionString, null, CancellationToken.None));
    }

    [TestMethod]
    public async Task Migration_of_a_database_that_is_away_says_so() =>
        await Assert.ThrowsExactlyAsync<StorageUnavailableException>(
            () => DatabaseMigrator.MigrateAsync("Host=127.0.0.1;Port=25999;Username=x;Database=x;Timeout=1", null, CancellationToken.None));

    private static string Describe(IProperty property) => $"{property.GetColumnType()} {(property.IsNullable ? "null" : "not null")}";

    private static async Task<Dictionary<string, string>> ReadColumnsAsync(string connectionString)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("""
            SELECT c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE ' null' END
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '__EFMigrationsHistory'
            """, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        Dictionary<string, string> columns = [];
        while (await reader.ReadAsync())
            columns.Add(reader.GetString(0), reader.GetString(1));
        return columns;
    }
}
