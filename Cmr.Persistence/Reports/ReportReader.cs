using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Cmr.Persistence.Reports;

/// <summary>Reads reports page by page.</summary>
public static class ReportReader
{
    // Each resource of the usage report gives two records
    private const int RecordsPerResource = 2;

    /// <summary>Reads one page.</summary>
    /// <param name="context">The unit of work, in a transaction.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached, or the query took too long.</exception>
    public static async Task<ReportPage> ReadAsync(CmrDbContext context, ReportQuery query, CancellationToken cancellationToken)
    {
        bool usage = query.Kind is ReportKind.ResourceUsage;
        int limit = usage ? Math.Max(1, query.Limit / RecordsPerResource) : query.Limit;
        try
        {
            NpgsqlConnection connection = (NpgsqlConnection)context.Database.GetDbConnection();
            await using NpgsqlCommand command = new(ReportSql.Of(query, out List<string> filters), connection);
            Add(command, NpgsqlDbType.TimestampTz, query.Start.ToUniversalTime());
            Add(command, NpgsqlDbType.TimestampTz, query.End.ToUniversalTime());
            Add(command, NpgsqlDbType.TimestampTz, query.After?.Time.ToUniversalTime() ?? DateTimeOffset.UnixEpoch);
            Add(command, NpgsqlDbType.Text, query.After?.Key ?? FirstKey(query.Kind));
            Add(command, NpgsqlDbType.Integer, limit + 1);
            filters.ForEach(filter => Add(command, NpgsqlDbType.Text, filter));
            List<ReportEntry> entries = [];
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                entries.Add(Read(reader));
            return Cut(entries, query.Kind, usage ? limit * RecordsPerResource : limit);
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The report cannot be read.", e);
        }
    }

    private static ReportPage Cut(List<ReportEntry> entries, ReportKind kind, int limit)
    {
        if (entries.Count <= limit)
            return new(entries, null);
        entries.RemoveRange(limit, entries.Count - limit);
        ReportEntry last = entries[^1];
        return new(entries, new(kind, last.Time, kind is ReportKind.ResourceUsage ? last.ResourceIds[0] : last.RecordId));
    }

    private static string FirstKey(ReportKind kind) => kind switch
    {
        ReportKind.Presentation or ReportKind.Audit => Guid.Empty.ToString("D"),
        ReportKind.ResourceUsage => "",
        _ => "0",
    };

    private static ReportEntry Read(NpgsqlDataReader reader) => new()
    {
        RecordId = reader.GetString(0),
        Time = reader.GetFieldValue<DateTimeOffset>(1),
        PrincipalId = Text(reader, 2),
        SubscriberId = Text(reader, 3),
        OtherParty = Text(reader, 4),
        Operation = Text(reader, 5),
        TransactionId = Text(reader, 6),
        ResourceIds = reader.GetFieldValue<string[]>(7),
        ResultCode = reader.IsDBNull(8) ? null : reader.GetInt32(8),
        Outcome = Text(reader, 9),
        Count = reader.IsDBNull(10) ? null : reader.GetInt32(10),
        DurationMs = reader.IsDBNull(11) ? null : reader.GetInt64(11),
        Amount = reader.IsDBNull(12) ? null : reader.GetDecimal(12),
        Currency = Text(reader, 13),
    };

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object value) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });
}
