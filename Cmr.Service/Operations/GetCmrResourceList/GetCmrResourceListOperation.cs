using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.ManageCmrResource;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.GetCmrResourceList;

/// <summary>
/// Lists the catalogue (OMA TS Tables 1 to 4): the lists of the providers, and one for each media type that has resources.
/// A list is answered with itself, the lists right under it, and what it offers.
/// </summary>
internal sealed class GetCmrResourceListOperation()
    : ManagementOperation<GetCmrResourceListRequest, GetCmrResourceListResponse>(ContractOperations.GetCmrResourceList)
{
    private const int MaximumResources = 10_000;
    private const int MaximumLists = 10_000;

    public override RequestOutline Outline(GetCmrResourceListRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: true);

    public override GetCmrResourceListResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<GetCmrResourceListResponse>> ExecuteAsync(
        GetCmrResourceListRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (!await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);
        int category = request.ResourceListCategory ?? 0;
        if (category < 0)
            return Refusal.Invalid("ResourceListCategory", $"{category}", "is negative");
        return request.ResourceListId == BuiltInList.All
            ? await ListsAsync(request, category, context, cancellationToken)
            : await ResourcesAsync(request, category, context, cancellationToken);
    }

    private static async Task<Answer<GetCmrResourceListResponse>> ListsAsync(
        GetCmrResourceListRequest request, int category, OperationContext context, CancellationToken cancellationToken)
    {
        List<ResourceMediaType> kinds = await Offered(context).Select(row => row.MediaType).Distinct().ToListAsync(cancellationToken);
        List<ResourceListRow> made = await context.Database.ResourceLists.AsNoTracking()
            .Where(row => category == 0 || row.ListCategory == category).OrderBy(row => row.ResourceListId).Take(MaximumLists).ToListAsync(cancellationToken);
        return Done(request) with
        {
            ResourceList = [.. kinds.Where(kind => category == 0 || (int)kind == category).Order().Select(ToList), .. made.Select(ToList)],
        };
    }

    private static async Task<Answer<GetCmrResourceListResponse>> ResourcesAsync(
        GetCmrResourceListRequest request, int category, OperationContext context, CancellationToken cancellationToken)
    {
        List<ResourceList> lists;
        List<ResourceRow> rows;
        if (BuiltInList.Find(request.ResourceListId) is { } kind)
        {
            lists = [ToList(kind)];
            rows = await Offered(context).Where(row => row.MediaType == kind).OrderBy(row => row.ResourceId).Take(MaximumResources + 1).ToListAsync(cancellationToken);
            if (rows.Count == 0)
                return Unknown(request);
        }
        else
        {
            List<ResourceListRow> made = await context.Database.ResourceLists.AsNoTracking()
                .Where(row => row.ResourceListId == request.ResourceListId || row.ParentListId == request.ResourceListId)
                .OrderBy(row => row.ResourceListId).Take(MaximumLists).ToListAsync(cancellationToken);
            if (made.Find(row => row.ResourceListId == request.ResourceListId) is not { } list)
                return Unknown(request);
            lists = [ToList(list), .. made.Where(row => row != list).Select(ToList)];
            rows = await context.Database.ResourceListEntries.Where(row => row.ResourceListId == list.ResourceListId)
                .Join(Offered(context), entry => entry.ResourceId, resource => resource.ResourceId, (entry, resource) => new { entry.Position, Resource = resource })
                .OrderBy(pair => pair.Position).Select(pair => pair.Resource).ToListAsync(cancellationToken);
        }
        if (category != 0 && lists[0].ListCategory != category)
            return Unknown(request);
        return Done(request) with
        {
            StatusDescription = rows.Count > MaximumResources ? $"only the first {MaximumResources} resources are listed" : null,
            ResourceList = lists,
            Resource = [.. rows.Take(MaximumResources).Select(ResourceMapping.ToListed)],
        };
    }

    private static IQueryable<ResourceRow> Offered(OperationContext context) => context.Database.Resources.AsNoTracking().Where(row =>
        row.WithdrawnAt == null
        && row.Status == Domain.Content.ResourceStatus.Active
        && (row.ExpiresAt == null || row.ExpiresAt > context.Now)
        && (row.Originator == ResourceOriginator.ContentProvider || row.OwnerPrincipalId == context.SubscriberId));

    private static ResourceList ToList(ResourceMediaType kind) =>
        new() { ResourceListId = BuiltInList.IdentifierOf(kind), ListName = $"{kind}", ListCategory = (int)kind };

    private static ResourceList ToList(ResourceListRow row) => new() { ResourceListId = row.ResourceListId, ListName = row.ListName, ListCategory = row.ListCategory };

    private static Refusal Unknown(GetCmrResourceListRequest request) => new(
        StatusCode.ResourceListUnavailable, Refusal.Unavailable(request.ResourceListId, "is no CMR Resource List of this category", "ResourceListId").Description);

    private static GetCmrResourceListResponse Done(GetCmrResourceListRequest request) =>
        new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
}
