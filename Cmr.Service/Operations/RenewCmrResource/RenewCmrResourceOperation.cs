using Cmr.Contracts.Soap;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Charging;
using Cmr.Service.Operations.Libraries;
using ChargedEvent = Cmr.Domain.Charging.ChargedEvent;

namespace Cmr.Service.Operations.RenewCmrResource;

/// <summary>
/// Lengthens licences by one period, from their end or, when they have ended, from now; all or none. AutoRenew false lengthens nothing:
/// it lets the licences run out.
/// </summary>
internal sealed class RenewCmrResourceOperation(ISystemSettings settings)
    : ManagementOperation<RenewCmrResourceRequest, RenewCmrResourceResponse>(ContractOperations.RenewCmrResource)
{
    private const int MaximumResources = 100;

    public override RequestOutline Outline(RenewCmrResourceRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: false);

    public override RenewCmrResourceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<RenewCmrResourceResponse>> ExecuteAsync(
        RenewCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.ResourceId.Count > MaximumResources)
            return Refusal.Invalid("ResourceId", $"{request.ResourceId.Count} values", $"are more than {MaximumResources}");
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        SystemSettings system = await settings.ReadAsync(cancellationToken);
        Dictionary<string, ResourceRow> resources = await LibraryShelf.LoadResourcesAsync(request.ResourceId, context, cancellationToken);
        LibraryShelf shelf = await LibraryShelf.LoadAsync(request.ResourceId, system, context, cancellationToken);
        ChargeBook charges = await ChargeBook.OpenAsync(ChargedEvent.Renewal, request.TransactionId, context, cancellationToken);
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (string resourceId in request.ResourceId)
        {
            if (!done.Add(resourceId))
                return Refusal.Repeated("ResourceId", resourceId, "is named twice");
            if (shelf.Find(resourceId) is not { } entry)
                return Refusal.Unavailable(resourceId, "is not in the library");
            ResourceRow resource = resources[resourceId];
            if (request.AutoRenew is not false && Lengthen(entry, resource, system, charges, context) is { } refusal)
                return refusal;
            entry.AutoRenew = request.AutoRenew ?? entry.AutoRenew;
        }
        return new RenewCmrResourceResponse
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            LibraryEntry = [.. request.ResourceId.Select(id => LibraryEntryMapping.ToEntry(shelf.Find(id)!, resources[id], context.Now))], // not null: checked above
        };
    }

    private static Refusal? Lengthen(LibraryEntryRow entry, ResourceRow resource, SystemSettings system, ChargeBook charges, OperationContext context)
    {
        if (LibraryShelf.CheckAvailable(resource, resource.ResourceId, context.Now) is { } unavailable)
            return unavailable;
        if (entry.EndsAt is not { } end)
            return Refusal.Invalid("ResourceId", resource.ResourceId, "does not end, so it cannot be renewed");
        if (LicenceTerm.Renewed(end, context.Now, system.SubscriptionPeriod, resource.ExpiresAt) is not { } newEnd)
            return Refusal.Unavailable(resource.ResourceId, "cannot be renewed further than it is");
        if (end <= context.Now)
            entry.StartsAt = context.Now;
        (entry.EndsAt, entry.Notice) = (newEnd, ExpiryNotice.None);
        entry.Price = charges.Record(new(context.SubscriberId, context.SubscriberId), resource)?.Amount;
        return null;
    }
}
