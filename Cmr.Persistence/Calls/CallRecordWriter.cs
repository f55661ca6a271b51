using Cmr.Domain.Calls;
using Cmr.Persistence.Batches;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cmr.Persistence.Calls;

/// <summary>Stores call records in batches.</summary>
internal sealed class CallRecordWriter(NpgsqlDataSource database, IOptions<CallRecordOptions> options, TimeProvider clock, ILogger<CallRecordWriter> logger)
    : BatchWriter<CallRecord>(options.Value.Buffer, options.Value.Batch, options.Value.RetryDelay, clock), ICallRecordWriter
{
    protected override async Task StoreAsync(IReadOnlyList<CallRecord> records, CancellationToken cancellationToken)
    {
        await using NpgsqlBatch batch = database.CreateBatch();
        foreach (CallRecord record in records)
            batch.BatchCommands.Add(CallRecordStatement.Insert(record));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override void OnLost(long lost) => logger.RecordLost(lost);

    protected override void OnWaiting(int waiting, string reason) => logger.RecordsWait(waiting, reason);

    protected override void OnStoredAgain() => logger.RecordsStoredAgain();

    protected override void OnRefused(CallRecord record, Exception reason) => logger.RecordRefused(reason, record.RecordId);

    protected override void OnStoppedWith(int waiting) => logger.StoppedWithRecords(waiting);
}
