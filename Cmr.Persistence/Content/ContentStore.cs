using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Cmr.Persistence.Model;
using Cmr.Persistence.Notifications;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Cmr.Persistence.Content;

/// <summary>
/// Content addressed by its hash, in pieces of 256 KiB, so that neither way ever holds a whole file in memory.
/// Content that nothing refers to is swept after <see cref="UnboundLife"/>.
/// </summary>
/// <param name="database">The data source.</param>
/// <param name="contexts">Makes contexts.</param>
/// <param name="clock">The one clock.</param>
public sealed class ContentStore(NpgsqlDataSource database, IDbContextFactory<CmrDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long content may wait to be bound.</summary>
    public static readonly TimeSpan UnboundLife = TimeSpan.FromHours(1);

    private const int ChunkLength = 256 * 1024;
    private const long TooMany = -1;
    private const long WrongHash = -2;

    /// <summary>Stores content; all of it or nothing.</summary>
    /// <param name="sha256">The hash it is announced with, 64 lower-case hexadecimal digits.</param>
    /// <param name="content">The octets; read to their end unless they are too many.</param>
    /// <param name="maximumBytes">Most octets.</param>
    /// <param name="cancellationToken">Stops the storing; nothing is left behind.</param>
    public async Task<StoreOutcome> PutAsync(string sha256, Stream content, long maximumBytes, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        bool isNew = await ClaimAsync(connection, sha256, cancellationToken);
        long stored = await CopyAsync(connection, sha256, content, isNew, maximumBytes, cancellationToken);
        if (stored < 0)
            return stored == TooMany ? StoreOutcome.TooLarge : StoreOutcome.HashMismatch;
        await using NpgsqlCommand finish = new("UPDATE content_blobs SET bytes = $2, stored_at = $3 WHERE sha256 = $1", connection)
        {
            Parameters = { new() { Value = sha256 }, new() { Value = stored }, new() { Value = clock.GetUtcNow() } },
        };
        await finish.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isNew ? StoreOutcome.Stored : StoreOutcome.AlreadyThere;
    }

    /// <summary>Size of stored content.</summary>
    /// <param name="sha256">The content.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns><see langword="null"/> when it is not in the store.</returns>
    public async Task<long?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ContentBlobs.Where(row => row.Sha256 == sha256).Select(row => (long?)row.Bytes).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Writes stored content out, piece by piece.</summary>
    /// <param name="sha256">The content.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task WriteToAsync(string sha256, PipeWriter destination, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = database.CreateCommand("SELECT data FROM content_chunks WHERE sha256 = $1 ORDER BY position");
        command.Parameters.Add(new() { Value = sha256 });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            await destination.WriteAsync(await reader.GetFieldValueAsync<byte[]>(0, cancellationToken), cancellationToken);
    }

    /// <summary>Binds content to a resource, in one transaction, and tells the call path.</summary>
    /// <param name="resourceId">The resource.</param>
    /// <param name="content">What it gets.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<BindOutcome> BindAsync(string resourceId, BoundContent content, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        ResourceRow? resource = await context.Resources
            .FromSql($"SELECT * FROM resources WHERE resource_id = {resourceId} AND withdrawn_at IS NULL FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        if (resource is null)
            return BindOutcome.ResourceUnknown;
        if (await context.Uploads.AnyAsync(row => row.UploadId == content.UploadId, cancellationToken))
            return BindOutcome.UploadUsed;

        string[] hashes = [content.OriginalSha256, .. content.Tracks.Select(track => track.Sha256)];
        // The lock keeps the sweep from taking them until the references stand
        List<ContentBlobRow> blobs = await context.ContentBlobs.FromSql($"SELECT * FROM content_blobs WHERE sha256 = ANY({hashes}) ORDER BY sha256 FOR SHARE").AsNoTracking().ToListAsync(cancellationToken);
        if (!AreStored(content, blobs.ToDictionary(blob => blob.Sha256, blob => blob.Bytes, StringComparer.Ordinal)))
            return BindOutcome.ContentMissing;

        await context.Renditions.Where(row => row.ResourceId == resourceId).ExecuteDeleteAsync(cancellationToken);
        context.Renditions.AddRange(content.Tracks.Select(track => new RenditionRow
        {
            ResourceId = resourceId,
            Encoding = track.Encoding,
            Sha256 = track.Sha256,
            Bytes = track.Bytes,
            Frames = track.Frames,
        }));
        (resource.OriginalSha256, resource.OriginalMediaType, resource.OriginalBytes) = (content.OriginalSha256, content.OriginalMediaType, content.OriginalBytes);
        resource.Format = Agreeing(resource.Format, content.OriginalMediaType);
        (resource.DurationMs, resource.ContentBoundAt, resource.UpdatedAt) = (content.DurationMs, now, now);
        context.Uploads.Add(new() { UploadId = content.UploadId, ResourceId = resourceId, BoundAt = now });
        await context.SaveChangesAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"SELECT pg_notify({ChangeChannels.Resource}, {resourceId})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return BindOutcome.Bound;
    }

    /// <summary>Removes content that nothing has referred to for <see cref="UnboundLife"/>.</summary>
    /// <param name="cancellationToken">Stops the sweep.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset oldest = clock.GetUtcNow() - UnboundLife;
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.ExecuteSqlAsync($"""
            DELETE FROM content_blobs b WHERE sha256 IN (
                SELECT sha256 FROM content_blobs c
                WHERE stored_at < {oldest}
                  AND NOT EXISTS (SELECT 1 FROM renditions r WHERE r.sha256 = c.sha256)
                  AND NOT EXISTS (SELECT 1 FROM resources r WHERE r.original_sha256 = c.sha256)
                FOR UPDATE SKIP LOCKED)
            """, cancellationToken);
    }

    // What was uploaded decides; an announced format that names the same type may say more than was found out, such as its codecs
    private static string Agreeing(string? announced, string found) =>
        announced?.Split(';')[0].Trim() is { } type && type.Equals(found.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase) ? announced : found;

    private static bool AreStored(BoundContent content, Dictionary<string, long> stored) =>
        stored.GetValueOrDefault(content.OriginalSha256, -1) == content.OriginalBytes
        && content.Tracks.All(track => stored.GetValueOrDefault(track.Sha256, -1) == track.Bytes);

    private async Task<bool> ClaimAsync(NpgsqlConnection connection, string sha256, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand claim = new("INSERT INTO content_blobs (sha256, bytes, stored_at) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING", connection)
        {
            Parameters = { new() { Value = sha256 }, new() { Value = clock.GetUtcNow() } },
        };
        return await claim.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task<long> CopyAsync(
        NpgsqlConnection connection, string sha256, Stream content, bool store, long maximumBytes, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);
        try
        {
            await using NpgsqlCommand insert = new("INSERT INTO content_chunks (sha256, position, data) VALUES ($1, $2, $3)", connection);
            long total = 0;
            for (int position = 0; ; position++)
            {
                int length = await content.ReadAtLeastAsync(chunk.AsMemory(0, ChunkLength), ChunkLength, throwOnEndOfStream: false, cancellationToken);
                total += length;
                if (total > maximumBytes)
                    return TooMany;
                hash.AppendData(chunk, 0, length);
                if (length > 0 && store)
                    await InsertAsync(insert, sha256, position, chunk.AsMemory(0, length), cancellationToken);
                if (length < ChunkLength)
                    return string.Equals(Convert.ToHexStringLower(hash.GetHashAndReset()), sha256, StringComparison.Ordinal) ? total : WrongHash;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static Task<int> InsertAsync(NpgsqlCommand insert, string sha256, int position, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        insert.Parameters.Clear();
        insert.Parameters.Add(new() { Value = sha256 });
        insert.Parameters.Add(new() { Value = position });
        insert.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Bytea });
        return insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
