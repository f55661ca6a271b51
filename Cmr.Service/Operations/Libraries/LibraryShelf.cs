using Cmr.Domain.Content;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.Libraries;

/// <summary>The part of a subscriber's library that a request is about, loaded for changing.</summary>
internal sealed class LibraryShelf
{
    private readonly OperationContext _context;
    private readonly SystemSettings _settings;
    private readonly Dictionary<string, LibraryEntryRow> _entries;
    private int _count;

    private LibraryShelf(OperationContext context, SystemSettings settings, Dictionary<string, LibraryEntryRow> entries, int count)
    {
        _context = context;
        _settings = settings;
        _entries = entries;
        _count = count;
    }

    /// <summary>Loads the entries of some resources; the subscriber is locked already.</summary>
    public static async Task<LibraryShelf> LoadAsync(
        IReadOnlyCollection<string> resourceIds, SystemSettings settings, OperationContext context, CancellationToken cancellationToken)
    {
        List<LibraryEntryRow> entries = await context.Database.LibraryEntries
            .Where(row => row.SubscriberId == context.SubscriberId && resourceIds.Contains(row.ResourceId)).ToListAsync(cancellationToken);
        int count = await context.Database.LibraryEntries.CountAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken);
        return new(context, settings, entries.ToDictionary(row => row.ResourceId, StringComparer.Ordinal), count);
    }

    /// <summary>Loads resources so that none is withdrawn before the request is done.</summary>
    public static async Task<Dictionary<string, ResourceRow>> LoadResourcesAsync(
        IReadOnlyCollection<string> resourceIds, OperationContext context, CancellationToken cancellationToken)
    {
        string[] ids = [.. resourceIds.Distinct(StringComparer.Ordinal)];
        List<ResourceRow> rows = await context.Database.Resources
            .FromSql($"SELECT * FROM resources WHERE resource_id = ANY({ids}) ORDER BY resource_id FOR KEY SHARE").AsNoTracking().ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.ResourceId, StringComparer.Ordinal);
    }

    /// <summary>Whether the provider offers the resource at this moment.</summary>
    public static Refusal? CheckAvailable(ResourceRow? resource, string resourceId, DateTimeOffset now, string parameter = "ResourceId") => resource switch
    {
        null => Refusal.Unavailable(resourceId, "is no CMR Resource", parameter),
        { WithdrawnAt: not null } => Refusal.Unavailable(resourceId, "was withdrawn by its provider", parameter),
        { Status: ResourceStatus.Inactive } => Refusal.Unavailable(resourceId, "is inactive", parameter),
        { Status: ResourceStatus.Suspended } => Refusal.Unavailable(resourceId, "is suspended", parameter),
        { ExpiresAt: { } end } when end <= now => Refusal.Unavailable(resourceId, "has expired", parameter),
        _ => null,
    };

    /// <summary>Whether a subscriber may have it from the catalogue: what a subscriber brought in is that subscriber's alone.</summary>
    public static Refusal? CheckLicensable(ResourceRow? resource, string resourceId, string subscriberId) =>
        resource is { Originator: ResourceOriginator.Subscriber } && !IsOwn(resource, subscriberId)
            ? Refusal.Unavailable(resourceId, "is not licensed to the subscriber")
            : null;

    /// <summary>Whether a subscriber brought the resource in, or put the box together.</summary>
    public static bool IsOwn(ResourceRow resource, string subscriberId) =>
        resource.Originator is ResourceOriginator.Subscriber && string.Equals(resource.OwnerPrincipalId, subscriberId, StringComparison.Ordinal);

    /// <summary>The entry of a resource, whether its licence holds or has ended.</summary>
    public LibraryEntryRow? Find(string resourceId) => _entries.GetValueOrDefault(resourceId);

    /// <summary>Whether the licence of a resource holds.</summary>
    public bool Holds(string resourceId) => Find(resourceId) is { } entry && (entry.EndsAt is not { } end || end > _context.Now);

    /// <summary>Puts a resource in that is not there, or whose licence has ended.</summary>
    /// <returns>The entry, or why it cannot be put in.</returns>
    public Answer<LibraryEntryRow> TryPut(ResourceRow resource, LibrarySource source, string? givenBy)
    {
        if (Holds(resource.ResourceId))
            return Refusal.Repeated("ResourceId", resource.ResourceId, "is in the library already");
        if (!_entries.TryGetValue(resource.ResourceId, out LibraryEntryRow? entry))
        {
            if (_count >= _settings.MaximumLibraryEntries)
                return Refusal.Invalid("ResourceId", resource.ResourceId, $"does not fit: the library holds {_settings.MaximumLibraryEntries} resources");
            entry = new() { SubscriberId = _context.SubscriberId, ResourceId = resource.ResourceId, CreatedAt = _context.Now };
            _entries.Add(resource.ResourceId, entry);
            _context.Database.LibraryEntries.Add(entry);
            _count++;
        }
        (entry.StartsAt, entry.Source, entry.GivenBy, entry.AutoRenew, entry.Notice) = (_context.Now, source, givenBy, false, ExpiryNotice.None);
        entry.EndsAt = source is LibrarySource.OwnContent ? null : LicenceTerm.First(_context.Now, _settings.SubscriptionPeriod, resource.ExpiresAt);
        return entry;
    }

    /// <summary>Takes a resource out.</summary>
    public void Remove(LibraryEntryRow entry)
    {
        _entries.Remove(entry.ResourceId);
        _context.Database.LibraryEntries.Remove(entry);
        _count--;
    }
}
