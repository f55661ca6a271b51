using Npgsql;

namespace Cmr.Tests.Service.Hostile;

/// <summary>A hash of every table that says anything about subscribers, resources or principals.</summary>
internal static class DatabaseFingerprint
{
    /// <summary>What a refused request may and shall leave behind: who asked for what, when, how often in vain.</summary>
    private static readonly string[] Traces =
        ["audit_log", "change_log", "transactions", "sessions", "used_nonces", "login_failures", "known_peers", "call_records"];

    public static async Task<Dictionary<string, string>> TakeAsync(string connectionString)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        List<string> tables = await ReadAsync(
            connection,
            "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1");
        string[] watched = [.. tables.Except(Traces)];
        string sql = string.Join(" UNION ALL ", watched.Select(table => $"SELECT '{table}=' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM \"{table}\" t"));
        return (await ReadAsync(connection, sql)).Select(row => row.Split('=')).ToDictionary(row => row[0], row => row[1]);
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await reader.ReadAsync()) values.Add(reader.GetString(0));
        return values;
    }
}
