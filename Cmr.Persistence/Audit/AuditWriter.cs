using Cmr.Persistence.Batches;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Cmr.Persistence.Audit;

/// <summary>Stores audit records in batches, one statement each.</summary>
internal sealed class AuditWriter(NpgsqlDataSource database, IOptions<AuditOptions> options, TimeProvider clock, ILogger<AuditWriter> logger)
    : BatchWriter<AuditRecord>(options.Value.Buffer, options.Value.Batch, options.Value.RetryDelay, clock), IAuditWriter
{
    private const string Sql = """
        INSERT INTO audit_log (occurred_at, audit_id, node, peer, principal_id, claimed_id, interface, operation,
                               transaction_id, subscriber_id, status_code, fault, http_status, duration_us)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (occurred_at, audit_id) DO NOTHING
        """;

    protected override async Task StoreAsync(IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = database.CreateCommand(Sql);
        Add(command, NpgsqlDbType.TimestampTz, records, record => record.OccurredAt.ToUniversalTime());
        Add(command, NpgsqlDbType.Uuid, records, record => record.AuditId);
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.Node));
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.Peer));
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.PrincipalId));
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.ClaimedId));
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.Interface));
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.Operation));
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.TransactionId));
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.SubscriberId));
        Add(command, NpgsqlDbType.Integer, records, record => record.StatusCode);
        Add(command, NpgsqlDbType.Text, records, record => Clean(record.Fault));
        Add(command, NpgsqlDbType.Integer, records, record => record.HttpStatus);
        Add(command, NpgsqlDbType.Bigint, records, record => (long)record.Duration.TotalMicroseconds);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override void OnLost(long lost) => logger.AuditLost(lost);

    protected override void OnWaiting(int waiting, string reason) => logger.AuditWaits(waiting, reason);

    protected override void OnStoredAgain() => logger.AuditStoredAgain();

    protected override void OnRefused(AuditRecord record, Exception reason) => logger.AuditRefused(reason, record.AuditId);

    protected override void OnStoppedWith(int waiting) => logger.StoppedWithAudit(waiting);

    private static void Add<TValue>(NpgsqlCommand command, NpgsqlDbType type, IReadOnlyList<AuditRecord> records, Func<AuditRecord, TValue> value) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = records.Select(value).ToArray() });

    // Names come from the network; PostgreSQL text cannot hold a NUL character
    private static string? Clean(string? text) => text is null ? null : StorableText.Of(text);
}
