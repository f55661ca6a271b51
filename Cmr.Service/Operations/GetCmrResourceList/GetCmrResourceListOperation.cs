using System.Globalization;
using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.ManageCmrResource;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.GetCmrResourceList;

/// <summary>
/// Lists the catalogue (OMA TS Tables 1 to 4). There is one list for each media type that has resources; its category is
/// the number of the media type in Table 26, its identifier that number with six digits.
/// </summary>
internal sealed class GetCmrResourceListOperation()
    : ManagementOperation<GetCmrResourceListRequest, GetCmrResourceListResponse>(ContractOperations.GetCmrResourceList)
{
    private const string AllLists = "000000";
    private const int MaximumResources = 10_000;

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
        return request.ResourceListId == AllLists
            ? await ListsAsync(request, category, context, cancellationToken)
            : await ResourcesAsync(request, category, context, cancellationToken);
    }

    private static async Task<Answer<GetCmrResourceListResponse>> ListsAsync(
        GetCmrResourceListRequest request, int category, OperationContext context, CancellationToken cancellationToken)
    {
        List<ResourceMediaType> kinds = await Offered(context).Select(row => row.MediaType).Distinct().ToListAsync(cancellationToken);
        return Done(request) with
        {
            ResourceList = [.. kinds.Where(kind => category == 0 || (int)kind == category).Order()
                .Select(kind => new ResourceList { ResourceListId = IdentifierOf(kind), ListName = $"{kind}", ListCategory = (int)kind })],
        };
    }

    private static async Task<Answer<GetCmrResourceListResponse>> ResourcesAsync(
        GetCmrResourceListRequest request, int category, OperationContext context, CancellationToken cancellationToken)
    {
        ResourceMediaType? kind = Enum.GetValues<ResourceMediaType>().Where(value => IdentifierOf(value) == request.ResourceListId).Cast<ResourceMediaType?>().FirstOrDefault();
        Refusal unknown = new(StatusCode.ResourceListUnavailable, $"ResourceListId: '{request.ResourceListId}' is no CMR Resource List of this category");
        if (kind is null || (category != 0 && category != (int)kind))
            return unknown;
        List<ResourceRow> rows = await Offered(context).Where(row => row.MediaType == kind)
            .OrderBy(row => row.ResourceId).Take(MaximumResources + 1).ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return unknown;
        return Done(request) with
        {
            StatusDescription = rows.Count > MaximumResources ? $"only the first {MaximumResources} resources are listed" : null,
            ResourceList = [new() { ResourceListId = request.ResourceListId, ListName = $"{kind}", ListCategory = (int)kind }],
            Resource = [.. rows.Take(MaximumResources).Select(ResourceMapping.ToListed)],
        };
    }

    private static IQueryable<ResourceRow> Offered(OperationContext context) => context.Database.Resources.AsNoTracking().Where(row =>
        row.WithdrawnAt == null
        && row.Status == Domain.Content.ResourceStatus.Active
        && (row.ExpiresAt == null || row.ExpiresAt > context.Now)
        && (row.Originator == ResourceOriginator.ContentProvider || row.OwnerPrincipalId == context.SubscriberId));

    private static string IdentifierOf(ResourceMediaType kind) => ((int)kind).ToString("D6", CultureInfo.InvariantCulture);

    private static GetCmrResourceListResponse Done(GetCmrResourceListRequest request) =>
        new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
}
