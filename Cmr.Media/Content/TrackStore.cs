using System.Collections.Concurrent;
using System.Security.Cryptography;
using Cmr.Media.Playout;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Content;

/// <summary>Tracks from memory, else from the disk cache, else from the service. However many calls want one track at once, it is loaded once.</summary>
internal sealed class TrackStore(DiskCache disk, ContentClient service, IOptions<ContentOptions> options, TimeProvider clock, ILogger<TrackStore> logger) : ITrackSource
{
    private readonly ByteLru<Track> _memory = new(options.Value.MemoryCacheBytes);
    private readonly ConcurrentDictionary<string, Lazy<Task<Track?>>> _loading = new(StringComparer.Ordinal);
    private long _fetches;

    /// <summary>Gets the number of fetches from the service.</summary>
    public long Fetches => Interlocked.Read(ref _fetches);

    /// <inheritdoc/>
    public ValueTask<Track?> GetAsync(string sha256, CancellationToken cancellationToken)
    {
        if (_memory.TryGet(sha256, out Track? track))
        {
            return ValueTask.FromResult<Track?>(track);
        }

        // Off the caller's thread: the first lookup may touch the disk
        Lazy<Task<Track?>> load = _loading.GetOrAdd(sha256, key => new Lazy<Task<Track?>>(() => Task.Run(() => LoadAsync(key), CancellationToken.None)));
        return new ValueTask<Track?>(load.Value.WaitAsync(cancellationToken));
    }

    /// <summary>Keeps a track that was rendered here.</summary>
    public async Task AddAsync(string sha256, byte[] octets, CancellationToken cancellationToken)
    {
        if (Track.From(octets) is Track track)
        {
            _memory.Put(sha256, track, track.Length);
            await disk.StoreAsync(sha256, octets, cancellationToken);
        }
    }

    private async Task<Track?> LoadAsync(string sha256)
    {
        using var timeout = new CancellationTokenSource(options.Value.FetchTimeout, clock);
        try
        {
            byte[]? octets = await disk.TryReadAsync(sha256, timeout.Token) ?? await FetchAsync(sha256, timeout.Token);
            Track? track = octets is null ? null : Track.From(octets);
            if (track is null)
            {
                logger.TrackUnusable(sha256, octets is null ? "there is no such content, or it is damaged" : "it is not whole frames of G.711");
                return null;
            }

            _memory.Put(sha256, track, track.Length);
            return track;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            logger.TrackUnusable(sha256, e.Message);
            return null;
        }
        finally
        {
            _loading.TryRemove(sha256, out _);
        }
    }

    private async Task<byte[]?> FetchAsync(string sha256, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _fetches);
        byte[]? octets = await service.GetAsync(sha256, cancellationToken);
        if (octets is null)
        {
            return null;
        }

        if (Convert.ToHexStringLower(SHA256.HashData(octets)) != sha256)
        {
            logger.FetchDamaged(sha256, octets.Length);
            return null;
        }

        await disk.StoreAsync(sha256, octets, cancellationToken);
        return octets;
    }
}
