using System.Collections.Immutable;
using System.Text.Json;
using Cmr.Domain.Choosing;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Persistence.Profiles;

/// <summary>Makes the ringing profile of a subscriber anew from its tables, within the transaction of the change.</summary>
internal sealed class ProfileRebuilder(CmrDbContext context)
{
    /// <summary>Replaces the stored profile; a subscriber that is gone leaves none.</summary>
    public async Task RebuildAsync(string subscriberId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SubscriberRow? subscriber = await context.Subscribers.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == subscriberId, cancellationToken);
        if (subscriber is null)
            return;
        RingingProfile profile = await BuildAsync(subscriber, cancellationToken);
        string document = JsonSerializer.Serialize(profile, ProfileJsonContext.Default.RingingProfile);
        string[] resourceIds = [.. profile.ReferencedResourceIds()];
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO ringing_profiles AS p (subscriber_id, version, document, resource_ids, built_at)
            VALUES ({subscriberId}, 1, {document}::jsonb, {resourceIds}, {now})
            ON CONFLICT (subscriber_id) DO UPDATE
            SET version = p.version + 1, document = EXCLUDED.document, resource_ids = EXCLUDED.resource_ids, built_at = EXCLUDED.built_at
            """, cancellationToken);
    }

    private async Task<RingingProfile> BuildAsync(SubscriberRow subscriber, CancellationToken cancellationToken)
    {
        string id = subscriber.SubscriberId;
        List<LibraryEntryRow> library = await context.LibraryEntries.AsNoTracking().Where(row => row.SubscriberId == id).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        List<DefaultResourceRow> defaults = await context.DefaultResources.AsNoTracking().Where(row => row.SubscriberId == id).OrderBy(row => row.Position).ToListAsync(cancellationToken);
        List<string> rules = await context.PresentationRules.Where(row => row.SubscriberId == id).Select(row => row.Definition).ToListAsync(cancellationToken);
        List<string> filters = await context.FilterRules.Where(row => row.SubscriberId == id).OrderBy(row => row.Age).Select(row => row.Definition).ToListAsync(cancellationToken);
        PresentationControlRow? control = await context.PresentationControls.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == id, cancellationToken);
        return new()
        {
            SubscriberId = id,
            Status = subscriber.Status,
            TimeZone = subscriber.TimeZone,
            Library = [.. library.Select(row => new LibraryEntry(row.ResourceId, row.StartsAt, row.EndsAt))],
            Groups = await ReadGroupsAsync(id, cancellationToken),
            Rules = [.. rules.Select(RuleDocument.Read)],
            DefaultResourceIds1 = [.. defaults.Where(row => row.Slot == 1).Select(row => row.ResourceId)],
            DefaultResourceIds2 = [.. defaults.Where(row => row.Slot == 2).Select(row => row.ResourceId)],
            Filters = [.. filters.Select(RuleDocument.ReadFilter)],
            Settings = control?.ToSettings() ?? PresentationSettings.Default,
        };
    }

    private async Task<ImmutableArray<CallerGroup>> ReadGroupsAsync(string subscriberId, CancellationToken cancellationToken)
    {
        List<string> groups = await context.CallerGroups.Where(row => row.SubscriberId == subscriberId).Select(row => row.GroupId).ToListAsync(cancellationToken);
        var members = await context.GroupMembers.Where(row => row.SubscriberId == subscriberId)
            .Select(row => new { row.GroupId, row.MemberKey }).ToListAsync(cancellationToken);
        ILookup<string, string> byGroup = members.ToLookup(member => member.GroupId, member => member.MemberKey, StringComparer.Ordinal);
        return [.. groups.Select(group => new CallerGroup(group, [.. byGroup[group]]))];
    }
}
