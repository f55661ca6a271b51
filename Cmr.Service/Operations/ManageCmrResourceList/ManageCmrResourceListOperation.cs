using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.GetCmrResourceList;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Operations.ManageCmrResource;
using Microsoft.EntityFrameworkCore;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Operations.ManageCmrResourceList;

/// <summary>Queries, makes, changes and removes lists of the catalogue; lists form trees.</summary>
internal sealed class ManageCmrResourceListOperation()
    : ManagementOperation<ManageCmrResourceListRequest, ManageCmrResourceListResponse>(ContractOperations.ManageCmrResourceList)
{
    private const int MaximumResources = 1000;
    private const int MaximumListed = 1000;
    private const int MaximumDepth = 10;

    public override RequestOutline Outline(ManageCmrResourceListRequest request) => new(request.TransactionId, null, request.OperationType is OperationType.Query);

    public override ManageCmrResourceListResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, ManageCmrResourceListRequest request, string subscriberId) =>
        principal.Kind is PrincipalKind.ServiceProvider or PrincipalKind.ContentProvider;

    public override async Task<Answer<ManageCmrResourceListResponse>> ExecuteAsync(
        ManageCmrResourceListRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.OperationType is OperationType.Query)
            return await QueryAsync(request, context, cancellationToken);
        if (request.ResourceListId is not { } listId)
            return Refusal.Missing("ResourceListId");
        // Trees are small and seldom change; one change at a time keeps circles out
        await context.Database.Database.ExecuteSqlAsync($"LOCK TABLE resource_lists IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        ResourceListRow? list = await context.Database.ResourceLists.SingleOrDefaultAsync(row => row.ResourceListId == listId, cancellationToken);
        Refusal? refusal = request.OperationType switch
        {
            OperationType.Create => await CreateAsync(request, listId, list, context, cancellationToken),
            OperationType.Update => CheckOwned(list, listId, context) ?? await UpdateAsync(request, list!, context, cancellationToken), // not null: checked before
            _ => CheckOwned(list, listId, context) ?? await DeleteAsync(list!, context, cancellationToken), // see above
        };
        if (refusal is not null)
            return refusal;
        return Done(request, []);
    }

    private static async Task<Answer<ManageCmrResourceListResponse>> QueryAsync(
        ManageCmrResourceListRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        IQueryable<ResourceListRow> lists = context.Database.ResourceLists.AsNoTracking();
        if (request.ResourceListId is { } listId)
        {
            ResourceListRow? list = await lists.SingleOrDefaultAsync(row => row.ResourceListId == listId, cancellationToken);
            if (CheckOwned(list, listId, context) is { } refusal)
                return refusal;
            lists = lists.Where(row => row.ResourceListId == listId);
        }
        else if (context.Principal.Kind is not PrincipalKind.ServiceProvider)
            lists = lists.Where(row => row.OwnerPrincipalId == context.Principal.PrincipalId);
        List<ResourceListRow> found = await lists.OrderBy(row => row.ResourceListId).Take(MaximumListed + 1).ToListAsync(cancellationToken);
        string[] ids = [.. found.Take(MaximumListed).Select(list => list.ResourceListId)];
        List<ResourceListEntryRow> entries = await context.Database.ResourceListEntries.AsNoTracking().Where(row => ids.Contains(row.ResourceListId))
            .OrderBy(row => row.Position).ToListAsync(cancellationToken);
        ILookup<string, string> byList = entries.ToLookup(entry => entry.ResourceListId, entry => entry.ResourceId, StringComparer.Ordinal);
        return Done(request, found.Take(MaximumListed).Select(list => ToDetail(list, byList[list.ResourceListId]))) with
        {
            StatusDescription = found.Count > MaximumListed ? $"only the first {MaximumListed} lists are given" : null,
        };
    }

    private static async Task<Refusal?> CreateAsync(
        ManageCmrResourceListRequest request, string listId, ResourceListRow? present, OperationContext context, CancellationToken cancellationToken)
    {
        if ((ParameterCheck.Identifier("ResourceListId", listId) ?? ParameterCheck.Name("ListName", request.ListName)) is { } refusal)
            return refusal;
        if (present is not null || BuiltInList.IsReserved(listId))
            return Refusal.Repeated("ResourceListId", listId, "is taken");
        ResourceListRow list = new()
        {
            ResourceListId = listId,
            OwnerPrincipalId = context.Principal.PrincipalId,
            ListName = request.ListName ?? "",
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
        context.Database.ResourceLists.Add(list);
        return await UpdateAsync(request, list, context, cancellationToken);
    }

    private static async Task<Refusal?> UpdateAsync(
        ManageCmrResourceListRequest request, ResourceListRow list, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.ListName is not null && ParameterCheck.Name("ListName", request.ListName) is { } misnamed)
            return misnamed;
        if (request.ResourceId.Count > MaximumResources)
            return Refusal.Invalid("ResourceId", $"{request.ResourceId.Count} values", $"are more than {MaximumResources}");
        if (request.ParentListId is { } parentId && await CheckParentAsync(parentId, list, context, cancellationToken) is { } misplaced)
            return misplaced;
        (list.ListName, list.ListCategory) = (request.ListName ?? list.ListName, request.ListCategory ?? list.ListCategory);
        (list.ParentListId, list.UpdatedAt) = (request.ParentListId ?? list.ParentListId, context.Now);
        return request.ResourceId.Count == 0 ? null : await FillAsync(request.ResourceId, list, context, cancellationToken);
    }

    private static async Task<Refusal?> FillAsync(
        IReadOnlyList<string> resourceIds, ResourceListRow list, OperationContext context, CancellationToken cancellationToken)
    {
        Dictionary<string, ResourceRow> resources = await LibraryShelf.LoadResourcesAsync(resourceIds, context, cancellationToken);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string id in resourceIds)
        {
            if (!seen.Add(id))
                return Refusal.Invalid("ResourceId", id, "is named twice");
            if (resources.GetValueOrDefault(id) is not { WithdrawnAt: null, Originator: Domain.Content.ResourceOriginator.ContentProvider } resource)
                return Refusal.Unavailable(id, "is no CMR Resource of the catalogue");
            if (!ProviderCheck.IsOwner(resource.OwnerPrincipalId, context.Principal))
                return Refusal.NotPermitted("A resource in the list belongs to another provider");
        }
        // A new list must stand before what is in it can refer to it
        if (!await context.Transaction.TrySaveAsync(cancellationToken))
            return Refusal.Repeated("ResourceListId", list.ResourceListId, "is taken");
        await context.Database.ResourceListEntries.Where(row => row.ResourceListId == list.ResourceListId).ExecuteDeleteAsync(cancellationToken);
        context.Database.ResourceListEntries.AddRange(resourceIds.Select((id, position) => new ResourceListEntryRow
        {
            ResourceListId = list.ResourceListId,
            Position = position,
            ResourceId = id,
        }));
        return null;
    }

    private static async Task<Refusal?> CheckParentAsync(string parentId, ResourceListRow list, OperationContext context, CancellationToken cancellationToken)
    {
        string? above = parentId;
        for (int depth = 1; above is not null; depth++)
        {
            if (string.Equals(above, list.ResourceListId, StringComparison.Ordinal))
                return Refusal.Invalid("ParentListId", parentId, "stands under this list itself");
            if (depth > MaximumDepth)
                return Refusal.Invalid("ParentListId", parentId, $"is too deep: at most {MaximumDepth} lists stand under each other");
            ResourceListRow? parent = await context.Database.ResourceLists.AsNoTracking().SingleOrDefaultAsync(row => row.ResourceListId == above, cancellationToken);
            if (parent is null)
                return Unknown(parentId, "ParentListId");
            if (depth == 1 && !ProviderCheck.IsOwner(parent.OwnerPrincipalId, context.Principal))
                return Refusal.NotPermitted("ParentListId names a list of another provider");
            above = parent.ParentListId;
        }
        return null;
    }

    private static async Task<Refusal?> DeleteAsync(ResourceListRow list, OperationContext context, CancellationToken cancellationToken)
    {
        if (await context.Database.ResourceLists.AnyAsync(row => row.ParentListId == list.ResourceListId, cancellationToken))
            return Refusal.Invalid("ResourceListId", list.ResourceListId, "has lists under it");
        context.Database.ResourceLists.Remove(list);
        return null;
    }

    private static Refusal? CheckOwned(ResourceListRow? list, string listId, OperationContext context)
    {
        if (list is null)
            return Unknown(listId, "ResourceListId");
        return ProviderCheck.IsOwner(list.OwnerPrincipalId, context.Principal) ? null : Refusal.NotPermitted("The list belongs to another provider");
    }

    private static Refusal Unknown(string listId, string parameter) => new(StatusCode.ResourceListUnavailable, Refusal.Unavailable(listId, "is no CMR Resource List", parameter).Description);

    private static ResourceListDetail ToDetail(ResourceListRow list, IEnumerable<string> resourceIds) => new()
    {
        ResourceListId = list.ResourceListId,
        ListName = list.ListName,
        ListCategory = list.ListCategory,
        ParentListId = list.ParentListId,
        ResourceId = [.. resourceIds],
    };

    private static ManageCmrResourceListResponse Done(ManageCmrResourceListRequest request, IEnumerable<ResourceListDetail> lists) =>
        new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, ResourceListDetail = [.. lists] };
}
