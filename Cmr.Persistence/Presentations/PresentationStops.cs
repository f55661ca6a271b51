using Npgsql;

namespace Cmr.Persistence.Presentations;

/// <summary>Tells the SIP node that owns a call to stop what it presents, and waits until it has. Safe for concurrent use.</summary>
/// <param name="database">The data source.</param>
/// <param name="clock">The one clock.</param>
public sealed class PresentationStops(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    /// <summary>How long a node may take. Far above the usual few milliseconds, and short enough for a person who waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Each wish holds a connection while it waits; the pool is for all operations
    private const int MostAtOnce = 8;

    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    /// <summary>Stops a presentation.</summary>
    /// <param name="presentationId">The presentation.</param>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public async Task<StopOutcome> StopAsync(Guid presentationId, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(Patience, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        bool hasTurn = false;
        try
        {
            await _turns.WaitAsync(either.Token);
            hasTurn = true;
            return await StopOnceAsync(new(Guid.NewGuid(), presentationId), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return StopOutcome.Unconfirmed;
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e))
        {
            throw new StorageUnavailableException("A presentation cannot be stopped.", e);
        }
        finally
        {
            if (hasTurn)
                _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<StopOutcome> StopOnceAsync(PresentationCommand command, CancellationToken cancellationToken)
    {
        string? answer = null;
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => answer = notification.Payload;
        // Listening before asking: no answer can be missed
        await using (NpgsqlCommand listen = new($"LISTEN {command.AnswerChannel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        await using (NpgsqlCommand notify = new("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = PresentationCommand.Channel }, new() { Value = command.ToString() } } })
            await notify.ExecuteNonQueryAsync(cancellationToken);
        while (answer is null)
            await connection.WaitAsync(cancellationToken);
        return answer == PresentationCommand.Stopped ? StopOutcome.Stopped : StopOutcome.Over;
    }
}
