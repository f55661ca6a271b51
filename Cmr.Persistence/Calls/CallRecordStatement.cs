using Cmr.Domain.Calls;
using Npgsql;
using NpgsqlTypes;

namespace Cmr.Persistence.Calls;

/// <summary>The statement that stores one call record.</summary>
internal static class CallRecordStatement
{
    private const string Sql = """
        INSERT INTO call_records (called, record_id, node, call_id, caller, subscribed, origin, rule_id, resource_ids, mode,
                                  received_at, ringing_at, presented_at, presentation_ended_at, answered_at, ended_at, outcome, final_status)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        ON CONFLICT (called, record_id) DO NOTHING
        """;

    public static NpgsqlBatchCommand Insert(CallRecord record)
    {
        NpgsqlBatchCommand command = new(Sql);
        NpgsqlParameterCollection p = command.Parameters;
        Add(p, NpgsqlDbType.Text, Clean(record.Called));
        Add(p, NpgsqlDbType.Uuid, record.RecordId);
        Add(p, NpgsqlDbType.Text, Clean(record.Node));
        Add(p, NpgsqlDbType.Text, Clean(record.CallId));
        Add(p, NpgsqlDbType.Text, Clean(record.Caller));
        Add(p, NpgsqlDbType.Boolean, record.Subscribed);
        Add(p, NpgsqlDbType.Smallint, (short)record.Origin);
        Add(p, NpgsqlDbType.Text, record.RuleId);
        Add(p, NpgsqlDbType.Array | NpgsqlDbType.Text, record.ResourceIds.ToArray());
        Add(p, NpgsqlDbType.Text, Clean(record.Mode));
        Add(p, NpgsqlDbType.TimestampTz, record.ReceivedAt.ToUniversalTime());
        Add(p, NpgsqlDbType.TimestampTz, record.RingingAt?.ToUniversalTime());
        Add(p, NpgsqlDbType.TimestampTz, record.PresentedAt?.ToUniversalTime());
        Add(p, NpgsqlDbType.TimestampTz, record.PresentationEndedAt?.ToUniversalTime());
        Add(p, NpgsqlDbType.TimestampTz, record.AnsweredAt?.ToUniversalTime());
        Add(p, NpgsqlDbType.TimestampTz, record.EndedAt.ToUniversalTime());
        Add(p, NpgsqlDbType.Smallint, (short)record.Outcome);
        Add(p, NpgsqlDbType.Integer, record.FinalStatus);
        return command;
    }

    private static void Add(NpgsqlParameterCollection parameters, NpgsqlDbType type, object? value) =>
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });

    // Identifiers come from the network; PostgreSQL text cannot hold a NUL character
    private static string? Clean(string? text) => text is null ? null : StorableText.Of(text);
}
