using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Operations.ManageCmrResource;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.GetPersonalResourceLibrary;

/// <summary>Lists a Personal Resource Library, page by page, ordered by ResourceId.</summary>
internal sealed class GetPersonalResourceLibraryOperation()
    : ManagementOperation<GetPersonalResourceLibraryRequest, GetPersonalResourceLibraryResponse>(ContractOperations.GetPersonalResourceLibrary)
{
    private const int MaximumEntries = 1000;

    public override RequestOutline Outline(GetPersonalResourceLibraryRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: true);

    public override GetPersonalResourceLibraryResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<GetPersonalResourceLibraryResponse>> ExecuteAsync(
        GetPersonalResourceLibraryRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        int most = request.MaxEntries ?? MaximumEntries;
        if (most is < 1 or > MaximumEntries)
            return Refusal.Invalid("MaxEntries", $"{most}", $"is not 1 to {MaximumEntries}");
        if (request.ResourceId.Count > MaximumEntries)
            return Refusal.Invalid("ResourceId", $"{request.ResourceId.Count} values", $"are more than {MaximumEntries}");

        IQueryable<Shelved> admitted = Admitted(request, context);
        IQueryable<Shelved> following = request.StartAfter is { } after
            ? admitted.Where(item => item.Entry.ResourceId.CompareTo(after) > 0) // the database's order, as in ORDER BY
            : admitted;
        List<Shelved> page = await following.OrderBy(item => item.Entry.ResourceId).Take(most + 1).ToListAsync(cancellationToken);
        // Only who asks for an empty page pays for finding out whether there is a subscriber at all
        if (page.Count == 0 && !await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);
        bool whole = page.Count <= most && request.StartAfter is null;
        return new GetPersonalResourceLibraryResponse
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            LibraryEntry = [.. page.Take(most).Select(item => LibraryEntryMapping.ToEntry(item.Entry, item.Resource, context.Now))],
            TotalEntries = whole ? page.Count : await admitted.CountAsync(cancellationToken),
            MoreEntries = page.Count > most,
        };
    }

    private static IQueryable<Shelved> Admitted(GetPersonalResourceLibraryRequest request, OperationContext context)
    {
        IQueryable<LibraryEntryRow> entries = context.Database.LibraryEntries.AsNoTracking().Where(row => row.SubscriberId == context.SubscriberId);
        if (request.ResourceId.Count > 0)
            entries = entries.Where(row => request.ResourceId.Contains(row.ResourceId));
        IQueryable<ResourceRow> resources = context.Database.Resources.AsNoTracking();
        if (request.MediaType is { } wanted)
        {
            ResourceMediaType kind = ResourceMapping.ToDomain(wanted);
            resources = resources.Where(row => row.MediaType == kind);
        }
        return entries.Join(resources, entry => entry.ResourceId, resource => resource.ResourceId, (entry, resource) => new Shelved { Entry = entry, Resource = resource });
    }

    private sealed class Shelved
    {
        public required LibraryEntryRow Entry { get; init; }

        public required ResourceRow Resource { get; init; }
    }
}
