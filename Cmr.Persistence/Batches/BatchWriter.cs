using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace Cmr.Persistence.Batches;

/// <summary>
/// Takes records off the path that makes them and stores them in batches. A batch that failed is tried again until the database is back;
/// a record carries its own key, so a batch that was stored although its answer got lost is not stored twice. On shutdown the buffer is written out.
/// </summary>
/// <param name="buffer">Most records that wait for the database.</param>
/// <param name="batch">Most records in one round trip.</param>
/// <param name="retryDelay">Pause before a failed batch is tried again.</param>
/// <param name="clock">The one clock.</param>
internal abstract class BatchWriter<TRecord>(int buffer, int batch, TimeSpan retryDelay, TimeProvider clock) : BackgroundService
{
    private readonly Channel<TRecord> _buffer = Channel.CreateBounded<TRecord>(new BoundedChannelOptions(buffer) { SingleReader = true });
    private long _lost;
    private long _stored;

    /// <summary>Records lost because the buffer was full.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Records stored.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Hands a record over; never waits.</summary>
    public bool Post(TRecord record)
    {
        if (_buffer.Writer.TryWrite(record))
            return true;
        long lost = Interlocked.Increment(ref _lost);
        // One line per power of two: the log must not drown in what is already bad
        if ((lost & (lost - 1)) == 0)
            OnLost(lost);
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

    protected abstract Task StoreAsync(IReadOnlyList<TRecord> records, CancellationToken cancellationToken);

    protected abstract void OnLost(long lost);

    protected abstract void OnWaiting(int waiting, string reason);

    protected abstract void OnStoredAgain();

    protected abstract void OnRefused(TRecord record, Exception reason);

    protected abstract void OnStoppedWith(int waiting);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<TRecord> records = [];
        try
        {
            while (await _buffer.Reader.WaitToReadAsync(stoppingToken))
            {
                while (records.Count < batch && _buffer.Reader.TryRead(out TRecord? record))
                    records.Add(record);
                await StoreUntilDoneAsync(records, stoppingToken);
                records.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The deadline of the shutdown has passed; what could not be stored is told here, once
            if (records.Count + _buffer.Reader.Count > 0)
                OnStoppedWith(records.Count + _buffer.Reader.Count);
        }
    }

    private async Task StoreUntilDoneAsync(List<TRecord> records, CancellationToken cancellationToken)
    {
        bool failed = false;
        while (true)
        {
            try
            {
                await StoreAsync(records, cancellationToken);
                Interlocked.Add(ref _stored, records.Count);
                if (failed)
                    OnStoredAgain();
                return;
            }
            catch (Exception e) when (StorageFailure.IsUnavailable(e))
            {
                if (!failed)
                    OnWaiting(_buffer.Reader.Count + records.Count, e.Message);
                failed = true;
                await Task.Delay(retryDelay, clock, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is, the writer must outlive it: it ends with the process, and the process with it
                if (records is [var record])
                    OnRefused(record, e);
                else
                    await StoreOneByOneAsync(records, cancellationToken);
                return;
            }
        }
    }

    // One record that the database refuses must not take its batch with it
    private async Task StoreOneByOneAsync(List<TRecord> records, CancellationToken cancellationToken)
    {
        foreach (TRecord record in records)
            await StoreUntilDoneAsync([record], cancellationToken);
    }
}
