using System.Collections.Immutable;
using Cmr.Domain.Boxes;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Operations.ManageCmrResource;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManageCmrResourceBox;

/// <summary>Puts resources into a box, after checking that they may be in it.</summary>
internal sealed class BoxPacker(SystemSettings settings, OperationContext context)
{
    /// <summary>Checks and replaces the contents of a box; its mode is set already.</summary>
    public async Task<Refusal?> PackAsync(ResourceRow box, ImmutableArray<BoxEntry> entries, CancellationToken cancellationToken)
    {
        if (CheckShape(box, entries) is { } malformed)
            return malformed;
        string[] ids = [.. entries.Select(entry => entry.ResourceId).Distinct(StringComparer.Ordinal)];
        Dictionary<string, ResourceRow> resources = await LibraryShelf.LoadResourcesAsync(ids, context, cancellationToken);
        bool personal = box.Originator is ResourceOriginator.Subscriber;
        LibraryShelf? shelf = personal ? await LibraryShelf.LoadAsync(ids, settings, context, cancellationToken) : null;
        foreach (string id in ids)
        {
            Refusal? refusal = CheckContent(resources.GetValueOrDefault(id), id)
                ?? (shelf is null ? CheckProvided(resources[id]) : shelf.Holds(id) ? null : Refusal.Unavailable(id, "is not in the subscriber's library"));
            if (refusal is not null)
                return refusal;
        }
        ResourceMediaType mediaType = resources[ids[0]].MediaType;
        if (ids.FirstOrDefault(id => resources[id].MediaType != mediaType) is { } stranger)
            return Refusal.Invalid("ResourceId", stranger, $"is {resources[stranger].MediaType}, but a box holds one media type and '{ids[0]}' is {mediaType}");

        box.MediaType = mediaType;
        // A new box must stand before what is in it can refer to it
        if (!await context.Transaction.TrySaveAsync(cancellationToken))
            return Refusal.Repeated("ResourceBoxId", box.ResourceId, "is taken");
        await context.Database.BoxEntries.Where(row => row.BoxId == box.ResourceId).ExecuteDeleteAsync(cancellationToken);
        context.Database.BoxEntries.AddRange(entries.Select((entry, position) => new BoxEntryRow
        {
            BoxId = box.ResourceId,
            Position = (short)position,
            ResourceId = entry.ResourceId,
            StartTime = entry.StartTime,
            EndTime = entry.EndTime,
        }));
        return null;
    }

    /// <summary>Checks whether a box can have a mode with certain entries.</summary>
    public Refusal? CheckShape(ResourceRow box, ImmutableArray<BoxEntry> entries) =>
        BoxValidator.Check(box.PresentationMode ?? PresentationMode.AllInOne, entries, settings.MaximumBoxEntries) is { } problem ? Refusal.From(problem) : null;

    private static Refusal? CheckContent(ResourceRow? resource, string id) => resource switch
    {
        null => Refusal.Unavailable(id, "is no CMR Resource"),
        { Kind: ResourceKind.Box } => Refusal.Unavailable(id, "is a box; no box goes into a box"),
        { WithdrawnAt: not null } => Refusal.Unavailable(id, "was withdrawn by its provider"),
        _ => null,
    };

    private Refusal? CheckProvided(ResourceRow resource)
    {
        if (resource.Originator is ResourceOriginator.Subscriber)
            return Refusal.Unavailable(resource.ResourceId, "belongs to a subscriber");
        return ProviderCheck.IsOwner(resource.OwnerPrincipalId, context.Principal) ? null : Refusal.NotPermitted("A resource in the box belongs to another provider");
    }
}
