using Cmr.Persistence;
using Cmr.Persistence.Content;
using Cmr.Persistence.Presentations;
using Cmr.Persistence.Principals;

namespace Cmr.Service.Upkeep;

/// <summary>Removes what has had its time: unbound content, ended sessions, kept answers, used nonces, old audit records, past presentations. Several nodes may do it at once.</summary>
internal sealed class UpkeepWorker(
    ContentStore content, AccessSweep access, PresentationSweep presentations, TimeProvider clock, ILogger<UpkeepWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

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
        int blobs = await content.SweepAsync(cancellationToken);
        (int sessions, int answers) = await access.SweepAsync(cancellationToken);
        int over = await presentations.SweepAsync(cancellationToken);
        if (blobs + sessions + answers + over > 0)
            logger.Swept(blobs, sessions, answers, over);
    }
}
