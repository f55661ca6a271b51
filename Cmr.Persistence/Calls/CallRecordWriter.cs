using System.Threading.Channels;
using Cmr.Domain.Calls;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cmr.Persistence.Calls;

/// <summary>
/// Stores call records in batches. A batch that failed is tried again until the database is back; since a record carries
/// its own key, a batch that was stored although its answer got lost is not stored twice. On shutdown the buffer is written out.
/// </summary>
internal sealed class CallRecordWriter(
    NpgsqlDataSource database, IOptions<CallRecordOptions> options, TimeProvider clock, ILogger<CallRecordWriter> logger) : BackgroundService, ICallRecordWriter
{
    private readonly Channel<CallRecord> _buffer = Channel.CreateBounded<CallRecord>(new BoundedChannelOptions(options.Value.Buffer) { SingleReader = true });
    private long _lost;
    private long _stored;

    /// <summary>Records lost because the buffer was full.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Records stored.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    public bool Post(CallRecord record)
    {
        if (_buffer.Writer.TryWrite(record))
            return true;
        long lost = Interlocked.Increment(ref _lost);
        // One line per power of two: the log must not drown in what is already bad
        if ((lost & (lost - 1)) == 0)
            logger.RecordLost(lost);
        return false;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _buffer.Writer.TryComplete();
        if (ExecuteTask is { } writing)
        {
            // Up to the deadline the rest is written out; then the base class cancels the writing
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<CallRecord> batch = [];
        try
        {
            while (await _buffer.Reader.WaitToReadAsync(stoppingToken))
            {
                while (batch.Count < options.Value.Batch && _buffer.Reader.TryRead(out CallRecord? record))
                    batch.Add(record);
                await StoreUntilDoneAsync(batch, stoppingToken);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The deadline of the shutdown has passed; what could not be stored is told here, once
            if (batch.Count + _buffer.Reader.Count > 0)
                logger.StoppedWithRecords(batch.Count + _buffer.Reader.Count);
        }
    }

    private async Task StoreUntilDoneAsync(List<CallRecord> batch, CancellationToken cancellationToken)
    {
        bool failed = false;
        while (true)
        {
            try
            {
                await StoreAsync(batch, cancellationToken);
                Interlocked.Add(ref _stored, batch.Count);
                if (failed)
                    logger.RecordsStoredAgain();
                return;
            }
            catch (PostgresException e) when (!StorageFailure.IsUnavailable(e))
            {
                await StoreOneByOneAsync(batch, cancellationToken);
                return;
            }
            catch (Exception e) when (StorageFailure.IsUnavailable(e) || e is NpgsqlException)
            {
                if (!failed)
                    logger.RecordsWait(_buffer.Reader.Count + batch.Count, e.Message);
                failed = true;
                await Task.Delay(options.Value.RetryDelay, clock, cancellationToken);
            }
        }
    }

    // One record that the database refuses must not take its batch with it
    private async Task StoreOneByOneAsync(List<CallRecord> batch, CancellationToken cancellationToken)
    {
        foreach (CallRecord record in batch)
        {
            try
            {
                await StoreAsync([record], cancellationToken);
                Interlocked.Increment(ref _stored);
            }
            catch (PostgresException e)
            {
                logger.RecordRefused(e, record.RecordId);
            }
        }
    }

    private async Task StoreAsync(List<CallRecord> records, CancellationToken cancellationToken)
    {
        await using NpgsqlBatch batch = database.CreateBatch();
        foreach (CallRecord record in records)
            batch.BatchCommands.Add(CallRecordStatement.Insert(record));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
