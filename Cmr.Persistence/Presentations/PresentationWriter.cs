using System.Threading.Channels;
using Cmr.Domain.Calls;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cmr.Persistence.Presentations;

/// <summary>Stores the begin and end of presentations in batches. They are news of the moment: a batch that cannot be stored is dropped, not kept for later.</summary>
internal sealed class PresentationWriter(NpgsqlDataSource database, ILogger<PresentationWriter> logger) : BackgroundService, IPresentationWriter
{
    private const int Buffer = 20_000;
    private const int Batch = 256;

    private readonly Channel<NpgsqlBatchCommand> _buffer = Channel.CreateBounded<NpgsqlBatchCommand>(
        new BoundedChannelOptions(Buffer) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    private bool _told;

    public void Begun(PresentationRecord record) => _buffer.Writer.TryWrite(PresentationStatement.Begun(record));

    public void Ended(string listener, Guid presentationId, DateTimeOffset at) => _buffer.Writer.TryWrite(PresentationStatement.Ended(listener, presentationId, at));

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
        List<NpgsqlBatchCommand> commands = [];
        try
        {
            while (await _buffer.Reader.WaitToReadAsync(stoppingToken))
            {
                while (commands.Count < Batch && _buffer.Reader.TryRead(out NpgsqlBatchCommand? command))
                    commands.Add(command);
                await TryStoreAsync(commands, stoppingToken);
                commands.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The deadline of the shutdown has passed; the sweep ends what was not stored
        }
    }

    private async Task TryStoreAsync(List<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlBatch batch = database.CreateBatch();
            foreach (NpgsqlBatchCommand command in commands)
                batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            _told = false;
        }
        catch (Exception e) when (e is NpgsqlException || StorageFailure.IsUnavailable(e))
        {
            // One line per outage: the log must not drown in what is already bad
            if (!_told)
                logger.PresentationsNotStored(commands.Count, e.Message);
            _told = true;
        }
    }
}
