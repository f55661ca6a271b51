using Cmr.Persistence;
using Cmr.Persistence.Content;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Upkeep;

/// <summary>Removes what has had its time: unbound content, ended sessions, kept answers, used nonces. Several nodes may do it at once.</summary>
internal sealed class UpkeepWorker(
    ContentStore content, IDbContextFactory<CmrDbContext> contexts, TimeProvider clock, ILogger<UpkeepWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AnswerLife = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TrySweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // This is how it ends
        }
    }

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(cancellationToken);
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e))
        {
            logger.UpkeepPutOff(e.Message);
        }
    }

    /// <summary>Does it once.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow(), oldestAnswer = now - AnswerLife;
        int blobs = await content.SweepAsync(cancellationToken);
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        int sessions = await context.Sessions.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        int answers = await context.Transactions.Where(row => row.CreatedAt < oldestAnswer).ExecuteDeleteAsync(cancellationToken);
        await context.UsedNonces.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        if (blobs + sessions + answers > 0)
            logger.Swept(blobs, sessions, answers);
    }
}
