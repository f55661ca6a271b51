using Cmr.Domain.Parties;
using Cmr.Persistence;
using Cmr.Persistence.Libraries;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Upkeep;

/// <summary>Everything that becomes due in libraries: notices before and at the end of licences, renewals, news of withdrawals, old notifications.</summary>
internal sealed class LibraryUpkeep(
    LicenceNotices notices, LicenceRenewal renewal, ISystemSettings settings, IDbContextFactory<CmrDbContext> contexts, TimeProvider clock, ILogger<LibraryUpkeep> logger)
{
    // Told of once, until they succeed; a round that fails every minute must not fill the log
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);

    /// <summary>Does all that is due. Several nodes may do it at once, and it may be repeated: nothing is done twice.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        SystemSettings system = await settings.ReadAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        int renewed = await RenewAsync(system, now, cancellationToken);
        int coming = await RepeatAsync(() => notices.TellOfComingEndAsync(now, system.ExpiryNotice, cancellationToken));
        int ended = await RepeatAsync(() => notices.TellOfEndAsync(now, cancellationToken));
        while (await WithdrawalNotices.ContinueAsync(contexts, cancellationToken))
            cancellationToken.ThrowIfCancellationRequested();
        int removed = await notices.RemoveOldAsync(now - system.NotificationRetention, cancellationToken);
        if (renewed + coming + ended + removed > 0)
            logger.LibrariesKept(renewed, coming, ended, removed);
    }

    private static async Task<int> RepeatAsync(Func<Task<int>> step)
    {
        int all = 0, some;
        do
            all += some = await step();
        while (some == LicenceNotices.Batch);
        return all;
    }

    private async Task<int> RenewAsync(SystemSettings system, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int all = 0, some;
        List<string> failed = [];
        do
        {
            some = -failed.Count;
            // Those that failed are not asked for again in this round, or many of them would hide the others
            foreach (string subscriberId in await notices.FindRenewableAsync(now + LicenceRenewal.Ahead, failed, cancellationToken))
            {
                int? renewed = await TryRenewAsync(subscriberId, system, cancellationToken);
                if (renewed is null)
                    failed.Add(subscriberId);
                all += renewed ?? 0;
                some += renewed ?? 0;
            }
            some += failed.Count;
        }
        while (some >= LicenceNotices.Batch);
        return all;
    }

    // One subscriber whose renewal fails must not keep the others, nor notices and sweeping, from their turn
    private async Task<int?> TryRenewAsync(string subscriberId, SystemSettings system, CancellationToken cancellationToken)
    {
        try
        {
            int renewed = await renewal.RenewAsync(subscriberId, system, cancellationToken);
            if (renewed > 0)
                _failing.Remove(subscriberId);
            return renewed;
        }
        catch (Exception e) when (e is not OperationCanceledException && !StorageFailure.IsUnavailable(e))
        {
            if (_failing.Add(subscriberId))
                logger.RenewalFailed(e, PartyIdentity.FromNormalized(subscriberId).Shortened());
            return null;
        }
    }
}
