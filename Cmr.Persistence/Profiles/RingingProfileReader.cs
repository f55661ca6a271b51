using System.Collections.Immutable;
using System.Text.Json;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Npgsql;

namespace Cmr.Persistence.Profiles;

/// <summary>Reads profiles with one prepared query, through the cache.</summary>
internal sealed class RingingProfileReader(NpgsqlDataSource database, RingingProfileCache cache) : IRingingProfileReader
{
    // What is in a box comes along with it, so that a profile that names boxes still costs one query
    private const string Facts = """
        (SELECT jsonb_agg(jsonb_build_object(
                'resourceId', r.resource_id, 'status', r.status, 'withdrawn', r.withdrawn_at IS NOT NULL, 'expiresAt', r.expires_at,
                'box', CASE WHEN r.kind = 2 THEN jsonb_build_object('mode', r.presentation_mode, 'personal', r.originator = 2, 'entries', COALESCE(
                    (SELECT jsonb_agg(jsonb_build_object('resourceId', e.resource_id, 'startTime', e.start_time, 'endTime', e.end_time) ORDER BY e.position)
                     FROM box_entries e WHERE e.box_id = r.resource_id), '[]'::jsonb)) END,
                'tracks', COALESCE((SELECT jsonb_agg(jsonb_build_object('encoding', t.encoding, 'sha256', t.sha256, 'bytes', t.bytes, 'frames', t.frames) ORDER BY t.encoding)
                                    FROM renditions t WHERE t.resource_id = r.resource_id), '[]'::jsonb)))
         FROM resources r
         WHERE r.resource_id = ANY(wanted.ids || ARRAY(SELECT e.resource_id FROM box_entries e WHERE e.box_id = ANY(wanted.ids))))
        """;

    private const string ProfileQuery = $"""
        SELECT p.document, {Facts}
        FROM ringing_profiles p, LATERAL (SELECT p.resource_ids AS ids) wanted
        WHERE p.subscriber_id = $1
        """;

    private const string SystemQuery = $"""
        SELECT wanted.ids, {Facts}
        FROM (SELECT COALESCE(array_agg(resource_id ORDER BY position), ARRAY[]::text[]) AS ids FROM system_default_resources) wanted
        """;

    private const string ResourceQuery = $"SELECT wanted.ids, {Facts} FROM (SELECT $1 AS ids) wanted";

    public async ValueTask<RingingView> ReadAsync(PartyIdentity called, CancellationToken cancellationToken)
    {
        long resourceStamp = cache.Resources.Stamp, systemStamp = cache.SystemDefault.Stamp;
        if (cache.Profiles.TryGet(called.Value, out CachedProfile? known) && known.ViewAt(resourceStamp, systemStamp) is { } view)
            return view;
        try
        {
            CachedProfile profile = known ?? await LoadProfileAsync(called.Value, cancellationToken);
            if (profile.Profile is null)
                return RingingView.NoSubscriber;
            return await ComposeAsync(profile, resourceStamp, systemStamp, cancellationToken);
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The ringing profile cannot be read.", e);
        }
    }

    public async ValueTask WarmUpAsync(RingingView example, CancellationToken cancellationToken)
    {
        // E.164 knows no country code 0, so nobody has these numbers
        string[] nobody = ["+00000000000", "+00000000001"];
        try
        {
            await Task.WhenAll(nobody.Select(identity => LoadProfileAsync(identity, cancellationToken)));
            await Task.WhenAll(LoadSystemDefaultAsync(cancellationToken), LoadResourcesAsync([], cancellationToken));
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The ringing profiles cannot be read.", e);
        }
        if (example.Profile is { } profile)
            JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(profile, ProfileJsonContext.Default.RingingProfile), ProfileJsonContext.Default.RingingProfile);
        List<RingingResource> resources = [.. example.Resources.Values];
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(resources, ProfileJsonContext.Default.ListRingingResource), ProfileJsonContext.Default.ListRingingResource);
    }

    private async ValueTask<RingingView> ComposeAsync(CachedProfile profile, long resourceStamp, long systemStamp, CancellationToken cancellationToken)
    {
        if (!cache.SystemDefault.TryGet(RingingProfileCache.SystemKey, out ImmutableArray<string> systemDefault))
            systemDefault = await LoadSystemDefaultAsync(cancellationToken);

        Dictionary<string, RingingResource> resources = new(StringComparer.Ordinal);
        await ResolveAsync(profile.ResourceIds.Concat(systemDefault), resources, cancellationToken);
        string[] boxed = [.. resources.Values.SelectMany(resource => resource.Box?.Entries ?? []).Select(entry => entry.ResourceId).Distinct(StringComparer.Ordinal)];
        await ResolveAsync(boxed, resources, cancellationToken);

        // The caller of ReadAsync always set Profile
        RingingView view = new(profile.Profile, systemDefault, resources);
        profile.Keep(view, resourceStamp, systemStamp);
        return view;
    }

    private async ValueTask ResolveAsync(IEnumerable<string> resourceIds, Dictionary<string, RingingResource> resources, CancellationToken cancellationToken)
    {
        List<string>? missing = null;
        foreach (string resourceId in resourceIds)
        {
            if (!cache.Resources.TryGet(resourceId, out RingingResource? resource))
                (missing ??= []).Add(resourceId);
            else if (resource is not null)
                resources[resourceId] = resource;
        }
        if (missing is null)
            return;
        foreach (RingingResource loaded in await LoadResourcesAsync([.. missing], cancellationToken))
            resources[loaded.ResourceId] = loaded;
    }

    private async Task<CachedProfile> LoadProfileAsync(string subscriberId, CancellationToken cancellationToken)
    {
        long stamp = cache.Profiles.Stamp, resourceStamp = cache.Resources.Stamp;
        await using NpgsqlCommand command = database.CreateCommand(ProfileQuery);
        command.Parameters.Add(new() { Value = subscriberId });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        RingingProfile? profile = null;
        if (await reader.ReadAsync(cancellationToken))
        {
            profile = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(0), ProfileJsonContext.Default.RingingProfile);
            KeepResources(ReadFacts(reader), profile?.ReferencedResourceIds() ?? new HashSet<string>(), resourceStamp);
        }
        CachedProfile loaded = new(profile);
        cache.Profiles.Put(subscriberId, loaded, stamp);
        return loaded;
    }

    private async Task<ImmutableArray<string>> LoadSystemDefaultAsync(CancellationToken cancellationToken)
    {
        long stamp = cache.SystemDefault.Stamp, resourceStamp = cache.Resources.Stamp;
        await using NpgsqlCommand command = database.CreateCommand(SystemQuery);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        ImmutableArray<string> resourceIds = [.. reader.GetFieldValue<string[]>(0)];
        KeepResources(ReadFacts(reader), resourceIds, resourceStamp);
        cache.SystemDefault.Put(RingingProfileCache.SystemKey, resourceIds, stamp);
        return resourceIds;
    }

    private async Task<List<RingingResource>> LoadResourcesAsync(string[] resourceIds, CancellationToken cancellationToken)
    {
        long stamp = cache.Resources.Stamp;
        await using NpgsqlCommand command = database.CreateCommand(ResourceQuery);
        command.Parameters.Add(new() { Value = resourceIds });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        List<RingingResource> facts = ReadFacts(reader);
        KeepResources(facts, resourceIds, stamp);
        return facts;
    }

    private void KeepResources(List<RingingResource> facts, IEnumerable<string> asked, long stamp)
    {
        foreach (RingingResource fact in facts)
            cache.Resources.Put(fact.ResourceId, fact, stamp);
        foreach (string missing in asked.Except(facts.Select(fact => fact.ResourceId), StringComparer.Ordinal))
            cache.Resources.Put(missing, null, stamp);
    }

    private static List<RingingResource> ReadFacts(NpgsqlDataReader reader) =>
        reader.IsDBNull(1) ? [] : JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(1), ProfileJsonContext.Default.ListRingingResource) ?? [];
}
