using Cmr.Persistence;
using Cmr.Persistence.Libraries;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Upkeep;

/// <summary>Everything that becomes due in libraries: notices before and at the end of licences, renewals, news of withdrawals, old notifications.</summary>
internal sealed class LibraryUpkeep(
    LicenceNotices notices, LicenceRenewal renewal, ISystemSettings settings, IDbContextFactory<CmrDbContext> contexts, TimeProvider clock, ILogger<LibraryUpkeep> logger)
{
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
        do
        {
            some = 0;
            foreach (string subscriberId in await notices.FindRenewableAsync(now + LicenceRenewal.Ahead, cancellationToken))
                some += await renewal.RenewAsync(subscriberId, system, cancellationToken);
            all += some;
        }
        while (some >= LicenceNotices.Batch);
        return all;
    }
}
