using Cmr.Domain.Content;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Charging;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.Libraries;

/// <summary>Puts resources and boxes into a library: all of a request or none, charged by the tariff, with a word to the other subscriber.</summary>
internal sealed class LibraryDesk(ISystemSettings settings)
{
    /// <summary>Puts them in; the subscriber is locked already.</summary>
    /// <returns><see langword="null"/> when all are in.</returns>
    public async Task<Refusal?> PutAsync(Acquisition wish, OperationContext context, CancellationToken cancellationToken)
    {
        List<string> ids = [.. wish.ResourceIds];
        Dictionary<string, ResourceRow> resources = await LibraryShelf.LoadResourcesAsync(ids, context, cancellationToken);
        List<string> contents = await ContentsOfForeignBoxesAsync(resources.Values, context, cancellationToken);
        foreach ((string id, ResourceRow content) in await LibraryShelf.LoadResourcesAsync(contents, context, cancellationToken))
            resources.TryAdd(id, content);

        LibraryShelf shelf = await LibraryShelf.LoadAsync([.. ids, .. contents], await settings.ReadAsync(cancellationToken), context, cancellationToken);
        ChargeBook charges = await ChargeBook.OpenAsync(wish.Event, wish.TransactionId, context, cancellationToken);
        foreach (string id in ids)
        {
            if ((LibraryShelf.CheckAvailable(resources.GetValueOrDefault(id), id, context.Now) ?? wish.Check(resources[id])) is { } refusal)
                return refusal;
            if (Put(resources[id], wish, shelf, charges, context) is { } full)
                return full;
            Tell(wish, id, context);
        }
        // A personal box is worth nothing without what is in it; what the receiver has already is left alone
        foreach (string id in contents.Where(id => !shelf.Holds(id)))
        {
            if ((LibraryShelf.CheckAvailable(resources.GetValueOrDefault(id), id, context.Now) ?? Put(resources[id], wish, shelf, charges, context)) is { } refusal)
                return refusal;
        }
        return null;
    }

    private static Refusal? Put(ResourceRow resource, Acquisition wish, LibraryShelf shelf, ChargeBook charges, OperationContext context)
    {
        bool own = LibraryShelf.IsOwn(resource, context.SubscriberId);
        Answer<LibraryEntryRow> put = shelf.TryPut(resource, own ? LibrarySource.OwnContent : wish.Source, wish.OtherPartyId);
        if (put.Response is not { } entry)
            return put.Refusal;
        ChargedParties parties = new(wish.Source is LibrarySource.Given ? wish.OtherPartyId ?? context.SubscriberId : context.SubscriberId, context.SubscriberId);
        entry.Price = own ? null : charges.Record(parties, resource)?.Amount;
        return null;
    }

    private static void Tell(Acquisition wish, string resourceId, OperationContext context)
    {
        if (wish.OtherPartyId is not { } other)
            return;
        bool gift = wish.Source is LibrarySource.Given;
        context.Database.Notifications.Add(new()
        {
            SubscriberId = gift ? context.SubscriberId : other,
            Type = gift ? NotificationType.GiftReceived : NotificationType.Copied,
            NotifiedAt = context.Now,
            ResourceId = resourceId,
            OtherParty = gift ? other : context.SubscriberId,
        });
    }

    private static async Task<List<string>> ContentsOfForeignBoxesAsync(
        IEnumerable<ResourceRow> resources, OperationContext context, CancellationToken cancellationToken)
    {
        List<string> boxes = [.. resources
            .Where(row => row is { Kind: ResourceKind.Box, Originator: ResourceOriginator.Subscriber } && !LibraryShelf.IsOwn(row, context.SubscriberId))
            .Select(row => row.ResourceId)];
        return boxes.Count == 0
            ? []
            : await context.Database.BoxEntries.Where(row => boxes.Contains(row.BoxId)).Select(row => row.ResourceId).Distinct().ToListAsync(cancellationToken);
    }
}
