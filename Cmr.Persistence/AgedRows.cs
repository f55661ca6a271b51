using Npgsql;

namespace Cmr.Persistence;

/// <summary>Removes rows that have had their time, piece by piece.</summary>
internal static class AgedRows
{
    // A long statement would hold back the database's own cleaning, and lose all its work when the process stops
    private const int Piece = 5000;

    /// <summary>Removes what is not younger than a moment; several nodes may do it at the same time.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">What tells one row from all others: <c>ctid</c>, but for a partitioned table the columns of its key.</param>
    /// <param name="column">The column of the row's time; indexed.</param>
    /// <param name="before">The moment.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    /// <returns>How many rows there were.</returns>
    public static async Task<int> RemoveAsync(
        NpgsqlDataSource database, string table, string key, string column, DateTimeOffset before, CancellationToken cancellationToken)
    {
        string sql = $"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE {column} <= $1 ORDER BY {column} LIMIT {Piece} FOR UPDATE SKIP LOCKED)";
        int all = 0, removed;
        do
        {
            await using NpgsqlCommand command = database.CreateCommand(sql);
            command.Parameters.Add(new() { Value = before.ToUniversalTime() });
            removed = await command.ExecuteNonQueryAsync(cancellationToken);
            all += removed;
        }
        while (removed == Piece);
        return all;
    }
}
