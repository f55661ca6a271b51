using Cmr.Domain.Calls;
using Npgsql;
using NpgsqlTypes;

namespace Cmr.Persistence.Presentations;

/// <summary>The statements that note the begin and the end of a presentation.</summary>
internal static class PresentationStatement
{
    private const string Insert = """
        INSERT INTO presentations (listener, presentation_id, call_id, subscriber_id, origin, resource_ids, node, started_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (listener, presentation_id) DO NOTHING
        """;

    private const string End = "UPDATE presentations SET ended_at = $3 WHERE listener = $1 AND presentation_id = $2 AND ended_at IS NULL";

    public static NpgsqlBatchCommand Begun(PresentationRecord record)
    {
        NpgsqlBatchCommand command = new(Insert);
        NpgsqlParameterCollection p = command.Parameters;
        Add(p, NpgsqlDbType.Text, Clean(record.Listener));
        Add(p, NpgsqlDbType.Uuid, record.PresentationId);
        Add(p, NpgsqlDbType.Text, Clean(record.CallId));
        Add(p, NpgsqlDbType.Text, Clean(record.SubscriberId));
        Add(p, NpgsqlDbType.Smallint, (short)record.Origin);
        Add(p, NpgsqlDbType.Array | NpgsqlDbType.Text, record.ResourceIds.ToArray());
        Add(p, NpgsqlDbType.Text, Clean(record.Node));
        Add(p, NpgsqlDbType.TimestampTz, record.StartedAt.ToUniversalTime());
        return command;
    }

    public static NpgsqlBatchCommand Ended(string listener, Guid presentationId, DateTimeOffset at)
    {
        NpgsqlBatchCommand command = new(End);
        Add(command.Parameters, NpgsqlDbType.Text, Clean(listener));
        Add(command.Parameters, NpgsqlDbType.Uuid, presentationId);
        Add(command.Parameters, NpgsqlDbType.TimestampTz, at.ToUniversalTime());
        return command;
    }

    private static void Add(NpgsqlParameterCollection parameters, NpgsqlDbType type, object value) =>
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });

    // Identifiers come from the network; PostgreSQL text cannot hold a NUL character
    private static string Clean(string text) => StorableText.Of(text);
}
