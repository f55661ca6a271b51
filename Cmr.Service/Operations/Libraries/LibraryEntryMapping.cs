using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.ManageCmrResource;
using ResourceKind = Cmr.Persistence.Model.ResourceKind;
using ResourceStatus = Cmr.Domain.Content.ResourceStatus;

namespace Cmr.Service.Operations.Libraries;

/// <summary>An entry of a library as it travels.</summary>
internal static class LibraryEntryMapping
{
    public static LibraryEntry ToEntry(LibraryEntryRow entry, ResourceRow resource, DateTimeOffset now) => new()
    {
        ResourceId = entry.ResourceId,
        Name = resource.Name,
        // Kinds and sources count as the contract does
        ResourceKind = (Contracts.Soap.ResourceKind)(int)resource.Kind,
        MediaType = resource.Kind is ResourceKind.Box ? null : ResourceMapping.ToContract(resource.MediaType),
        Source = (Contracts.Soap.LibrarySource)(int)entry.Source,
        GivenBy = entry.GivenBy,
        StartDate = entry.StartsAt,
        EndDate = entry.EndsAt,
        AutoRenew = entry.AutoRenew,
        Price = entry.Price,
        EntryStatus = StatusOf(entry, resource, now),
    };

    private static LibraryEntryStatus StatusOf(LibraryEntryRow entry, ResourceRow resource, DateTimeOffset now)
    {
        if (resource.WithdrawnAt is not null)
            return LibraryEntryStatus.Withdrawn;
        if (entry.EndsAt <= now || resource.ExpiresAt <= now)
            return LibraryEntryStatus.Expired;
        return resource.Status is ResourceStatus.Active ? LibraryEntryStatus.Available : LibraryEntryStatus.Suspended;
    }
}
