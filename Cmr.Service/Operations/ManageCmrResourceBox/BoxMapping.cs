using System.Collections.Immutable;
using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;
using PresentationMode = Cmr.Domain.Boxes.PresentationMode;
using ResourceStatus = Cmr.Domain.Content.ResourceStatus;

namespace Cmr.Service.Operations.ManageCmrResourceBox;

/// <summary>Between a box as it travels and its rows.</summary>
internal static class BoxMapping
{
    public static ImmutableArray<Domain.Boxes.BoxEntry> ToEntries(ManageCmrResourceBoxRequest request) =>
        [.. request.BoxEntry.Select(entry => new Domain.Boxes.BoxEntry(entry.ResourceId, entry.StartTime, entry.EndTime))];

    public static ImmutableArray<Domain.Boxes.BoxEntry> ToEntries(IEnumerable<BoxEntryRow> rows) =>
        [.. rows.OrderBy(row => row.Position).Select(row => new Domain.Boxes.BoxEntry(row.ResourceId, row.StartTime, row.EndTime))];

    /// <summary>Takes over what the request gives; what it leaves out stays.</summary>
    public static void Apply(ManageCmrResourceBoxRequest request, ResourceRow box)
    {
        box.Name = request.Name ?? box.Name;
        // Modes and states count as the contract does
        box.PresentationMode = request.PresentationMode is { } mode ? (PresentationMode)(int)mode : box.PresentationMode;
        box.Status = request.Status is { } status ? (ResourceStatus)(int)status : box.Status;
        box.Price = request.Price ?? box.Price;
        box.ProviderId = request.ProviderId ?? box.ProviderId;
        box.ExpiresAt = request.ExpireDate?.ToUniversalTime() ?? box.ExpiresAt;
        box.Author = request.Author ?? box.Author;
        box.Language = request.Language ?? box.Language;
    }

    public static ResourceBox ToBox(ResourceRow box, IEnumerable<BoxEntryRow> entries) => new()
    {
        ResourceBoxId = box.ResourceId,
        Name = box.Name,
        PresentationMode = (Contracts.Soap.PresentationMode)(int)(box.PresentationMode ?? PresentationMode.AllInOne),
        BoxEntry = [.. ToEntries(entries).Select(entry => new BoxEntry { ResourceId = entry.ResourceId, StartTime = entry.StartTime, EndTime = entry.EndTime })],
        Price = box.Price,
        ProviderId = box.Originator is ResourceOriginator.Subscriber ? null : box.ProviderId,
        ExpireDate = box.ExpiresAt,
        Status = (Contracts.Soap.ResourceStatus)(int)box.Status,
        Author = box.Author,
        Language = box.Language,
        SubscriberId = box.Originator is ResourceOriginator.Subscriber ? box.OwnerPrincipalId : null,
    };
}
