using Cmr.Contracts.Soap;
using Cmr.Domain.Parties;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Libraries;
using Microsoft.EntityFrameworkCore;
using LibrarySource = Cmr.Persistence.Model.LibrarySource;
using Principal = Cmr.Persistence.Principals.Principal;

namespace Cmr.Service.Operations.AddCmrResource;

/// <summary>Copies resources from another subscriber's library, or gives them to another subscriber; all or none (OMA TS Tables 7 and 8).</summary>
internal sealed class AddCmrResourceOperation(NumberingPlan plan, ISystemSettings settings)
    : ManagementOperation<AddCmrResourceRequest, AddCmrResourceResponse>(ContractOperations.AddCmrResource)
{
    private const int MaximumResources = 100;

    public override RequestOutline Outline(AddCmrResourceRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: false);

    public override AddCmrResourceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    /// <summary>A copy is asked for by who receives it, a gift by who gives it.</summary>
    public override bool IsPermitted(Principal principal, AddCmrResourceRequest request, string subscriberId) =>
        base.IsPermitted(principal, request, request.Action is AddAction.Gift ? Normalize(request.ResourceOwner) : subscriberId);

    public override async Task<Answer<AddCmrResourceResponse>> ExecuteAsync(AddCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.ResourceId.Count > MaximumResources)
            return Refusal.Invalid("ResourceId", $"{request.ResourceId.Count} values", $"are more than {MaximumResources}");
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        string ownerId = Normalize(request.ResourceOwner);
        SubscriberRow? owner = await context.Database.Subscribers.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == ownerId, cancellationToken);
        if (owner is null)
            return Refusal.UnknownSubscriber(request.ResourceOwner, "ResourceOwner");

        Dictionary<string, ResourceRow> resources = await context.Database.Resources.AsNoTracking()
            .Where(row => request.ResourceId.Contains(row.ResourceId)).ToDictionaryAsync(row => row.ResourceId, StringComparer.Ordinal, cancellationToken);
        HashSet<string> shared = await LibraryOfAsync(owner, context, cancellationToken);
        OwnerConsent consent = await OwnerConsent.LoadAsync(ownerId, (await settings.ReadAsync(cancellationToken)).CopyPermittedByDefault, context, cancellationToken);
        LibraryShelf shelf = await LibraryShelf.LoadAsync(context, cancellationToken);
        foreach (string resourceId in request.ResourceId)
        {
            ResourceRow? resource = resources.GetValueOrDefault(resourceId);
            Refusal? refusal = LibraryShelf.CheckAvailable(resource, resourceId, context.Now)
                ?? (request.Action is AddAction.Copy ? CheckShared(shared, resourceId) ?? consent.CheckCopy(context.SubscriberId, resourceId) : LibraryShelf.CheckLicensable(resource, resourceId, ownerId))
                ?? shelf.TryPut(resource, resourceId, request.Action is AddAction.Copy ? LibrarySource.Copied : LibrarySource.Given, ownerId);
            if (refusal is not null)
                return refusal;
        }
        return new AddCmrResourceResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
    }

    private static Refusal? CheckShared(HashSet<string> shared, string resourceId) =>
        shared.Contains(resourceId) ? null : Refusal.Unavailable(resourceId, "is not in the library of ResourceOwner");

    private static async Task<HashSet<string>> LibraryOfAsync(SubscriberRow owner, OperationContext context, CancellationToken cancellationToken)
    {
        List<string> ids = await context.Database.LibraryEntries
            .Where(row => row.SubscriberId == owner.SubscriberId && row.StartsAt <= context.Now && (row.EndsAt == null || row.EndsAt > context.Now))
            .Select(row => row.ResourceId).ToListAsync(cancellationToken);
        return ids.ToHashSet(StringComparer.Ordinal);
    }

    private string Normalize(string subscriberId) => PartyIdentity.TryParse(subscriberId, plan, out PartyIdentity identity) ? identity.Value : "";
}
