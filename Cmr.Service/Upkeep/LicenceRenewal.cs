using Cmr.Domain.Subscribers;
using Cmr.Domain.Parties;
using Cmr.Persistence.Changes;
using Cmr.Persistence.Model;
using Cmr.Persistence.Principals;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations;
using Cmr.Service.Operations.Charging;
using Cmr.Service.Operations.Libraries;
using Microsoft.EntityFrameworkCore;
using ChargedEvent = Cmr.Domain.Charging.ChargedEvent;

namespace Cmr.Service.Upkeep;

/// <summary>
/// Renews the licences of one subscriber that renew themselves: shortly before their end, so that no call falls into a gap. After days away
/// it renews from now and charges one period: nobody pays for time in which the system was not there.
/// </summary>
internal sealed class LicenceRenewal(ManagementTransactions transactions, NumberingPlan plan)
{
    /// <summary>How long before its end a licence is renewed.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private const string Operation = "RenewCmrResource";

    private static readonly Principal Upkeep = new("upkeep", PrincipalKind.ServiceProvider);

    /// <summary>Renews them in one transaction.</summary>
    /// <returns>How many licences were renewed or given up.</returns>
    public async Task<int> RenewAsync(string subscriberId, SystemSettings settings, CancellationToken cancellationToken)
    {
        await using ManagementTransaction transaction = await transactions.BeginAsync(cancellationToken);
        RequestIdentity identity = new(Upkeep.PrincipalId, null, Operation, []);
        await transaction.EnterAsync(identity, cancellationToken);
        // Another node or a request that has this subscriber in hand is not waited for: the next round comes soon
        List<string> free = await transaction.Database.Database
            .SqlQuery<string>($"SELECT subscriber_id AS \"Value\" FROM subscribers WHERE subscriber_id = {subscriberId} FOR NO KEY UPDATE SKIP LOCKED").ToListAsync(cancellationToken);
        if (free.Count == 0)
            return 0;
        DateTimeOffset horizon = transaction.Now + Ahead;
        List<LibraryEntryRow> due = await transaction.Database.LibraryEntries
            .Where(row => row.SubscriberId == subscriberId && row.EndsAt != null && row.EndsAt <= horizon && row.Notice < ExpiryNotice.Expired && row.AutoRenew)
            .OrderBy(row => row.ResourceId).ToListAsync(cancellationToken);
        OperationContext context = new(Upkeep, subscriberId, transaction, plan) { Settings = settings };
        Dictionary<string, ResourceRow> resources = await LibraryShelf.LoadResourcesAsync([.. due.Select(entry => entry.ResourceId)], context, cancellationToken);
        ChargeBook charges = await ChargeBook.OpenAsync(ChargedEvent.Renewal, null, context, cancellationToken);
        int changed = due.Count(entry => TryRenew(entry, resources[entry.ResourceId], settings, charges, context) || TryGiveUp(entry, context));
        if (changed == 0)
            return 0;
        transaction.SubscriberChanged(subscriberId);
        string done = string.Join(' ', due.Where(entry => entry.Notice is ExpiryNotice.None).Select(entry => entry.ResourceId));
        await transaction.AcceptAsync(new(identity, subscriberId, 0, $"Renewed at their end: {done}", []), cancellationToken);
        return changed;
    }

    private static bool TryRenew(LibraryEntryRow entry, ResourceRow resource, SystemSettings settings, ChargeBook charges, OperationContext context)
    {
        DateTimeOffset end = entry.EndsAt ?? context.Now;
        bool available = LibraryShelf.CheckAvailable(resource, resource.ResourceId, context.Now) is null;
        if (!available || LicenceTerm.Renewed(end, context.Now, settings.SubscriptionPeriod, resource.ExpiresAt) is not { } newEnd)
            return false;
        if (end <= context.Now)
            entry.StartsAt = context.Now;
        (entry.EndsAt, entry.Notice) = (newEnd, ExpiryNotice.None);
        entry.Price = charges.Record(new(context.SubscriberId, context.SubscriberId), resource)?.Amount;
        Tell(NotificationType.Renewed, entry, context);
        return true;
    }

    // Until the very end the resource may come back
    private static bool TryGiveUp(LibraryEntryRow entry, OperationContext context)
    {
        if (entry.EndsAt > context.Now)
            return false;
        entry.Notice = ExpiryNotice.Expired;
        Tell(NotificationType.RenewalFailed, entry, context);
        return true;
    }

    private static void Tell(NotificationType type, LibraryEntryRow entry, OperationContext context) => context.Database.Notifications.Add(new()
    {
        SubscriberId = context.SubscriberId,
        Type = type,
        NotifiedAt = context.Now,
        ResourceId = entry.ResourceId,
        EndsAt = entry.EndsAt,
    });
}
