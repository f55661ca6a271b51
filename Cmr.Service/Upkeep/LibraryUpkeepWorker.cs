using Cmr.Persistence;

namespace Cmr.Service.Upkeep;

/// <summary>Runs <see cref="LibraryUpkeep"/> at the start and every minute.</summary>
internal sealed class LibraryUpkeepWorker(LibraryUpkeep upkeep, TimeProvider clock, ILogger<LibraryUpkeepWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        try
        {
            do
                await TryRunAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // This is how it ends
        }
    }

    private async Task TryRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await upkeep.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is StorageUnavailableException || StorageFailure.IsUnavailable(e))
        {
            logger.UpkeepPutOff(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What is due stays due; one bad round must not end the process
            logger.LibraryUpkeepFailed(e);
        }
    }
}
