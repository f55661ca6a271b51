using Cmr.Domain.Content;
using Cmr.Domain.Rules;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.Libraries;

/// <summary>The library of the subscriber meant, loaded for changing.</summary>
internal sealed class LibraryShelf
{
    private readonly OperationContext _context;
    private readonly Dictionary<string, LibraryEntryRow> _entries;

    private LibraryShelf(OperationContext context, Dictionary<string, LibraryEntryRow> entries)
    {
        _context = context;
        _entries = entries;
    }

    /// <summary>Loads the library; the subscriber is locked already.</summary>
    public static async Task<LibraryShelf> LoadAsync(OperationContext context, CancellationToken cancellationToken)
    {
        List<LibraryEntryRow> entries = await context.Database.LibraryEntries
            .Where(row => row.SubscriberId == context.SubscriberId).ToListAsync(cancellationToken);
        return new(context, entries.ToDictionary(row => row.ResourceId, StringComparer.Ordinal));
    }

    /// <summary>Whether the provider offers the resource at this moment.</summary>
    public static Refusal? CheckAvailable(ResourceRow? resource, string resourceId, DateTimeOffset now) => resource switch
    {
        null => Refusal.Unavailable(resourceId, "is no CMR Resource"),
        { WithdrawnAt: not null } => Refusal.Unavailable(resourceId, "was withdrawn by its provider"),
        { Status: ResourceStatus.Inactive } => Refusal.Unavailable(resourceId, "is inactive"),
        { Status: ResourceStatus.Suspended } => Refusal.Unavailable(resourceId, "is suspended"),
        { ExpiresAt: { } end } when end <= now => Refusal.Unavailable(resourceId, "has expired"),
        _ => null,
    };

    /// <summary>Whether a subscriber may have it from the catalogue: what a subscriber brought in is that subscriber's alone.</summary>
    public static Refusal? CheckLicensable(ResourceRow? resource, string resourceId, string subscriberId) =>
        resource is { Originator: ResourceOriginator.Subscriber } && !string.Equals(resource.OwnerPrincipalId, subscriberId, StringComparison.Ordinal)
            ? Refusal.Unavailable(resourceId, "is not licensed to the subscriber")
            : null;

    /// <summary>Puts a resource in that is not there, or whose licence has ended.</summary>
    public Refusal? TryPut(ResourceRow? resource, string resourceId, LibrarySource source, string? givenBy)
    {
        if (_entries.TryGetValue(resourceId, out LibraryEntryRow? entry) && (entry.EndsAt is not { } end || end > _context.Now))
            return Refusal.Repeated("ResourceId", resourceId, "is in the library already");
        if (_entries.Count >= RuleLimits.LibraryEntries)
            return Refusal.Invalid("ResourceId", resourceId, $"does not fit: the library holds {RuleLimits.LibraryEntries} resources");
        if (entry is null)
        {
            entry = new() { SubscriberId = _context.SubscriberId, ResourceId = resourceId, CreatedAt = _context.Now };
            _entries.Add(resourceId, entry);
            _context.Database.LibraryEntries.Add(entry);
        }
        (entry.StartsAt, entry.EndsAt, entry.Source, entry.GivenBy, entry.Price) = (_context.Now, null, source, givenBy, resource?.Price);
        return null;
    }
}
