using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Content;

/// <summary>Tracks in files named by their SHA-256. A file is verified whenever it is read, so damage heals by a new fetch.</summary>
internal sealed class DiskCache
{
    private readonly string _directory;
    private readonly ByteLru<bool> _index;
    private readonly ILogger<DiskCache> _logger;

    public DiskCache(IOptions<ContentOptions> options, ILogger<DiskCache> logger)
    {
        _logger = logger;
        _directory = Path.Combine(options.Value.CacheDirectory, "tracks");
        _index = new ByteLru<bool>(options.Value.DiskCacheBytes);
        Directory.CreateDirectory(_directory);
        foreach (FileInfo file in new DirectoryInfo(_directory).EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc))
        {
            if (ContentHash.IsValid(file.Name))
            {
                Delete(_index.Put(file.Name, true, file.Length));
            }
            else
            {
                // Left by a process that ended in the middle of a write
                file.Delete();
            }
        }
    }

    /// <summary>Gets the octets kept.</summary>
    public long Size => _index.Size;

    /// <summary>Reads a track.</summary>
    /// <returns><see langword="null"/> when it is not here, or was damaged.</returns>
    public async Task<byte[]?> TryReadAsync(string sha256, CancellationToken cancellationToken)
    {
        if (!_index.TryGet(sha256, out _))
        {
            return null;
        }

        try
        {
            byte[] octets = await File.ReadAllBytesAsync(PathOf(sha256), cancellationToken);
            if (Convert.ToHexStringLower(SHA256.HashData(octets)) == sha256)
            {
                return octets;
            }

            _logger.CacheDamaged(sha256);
        }
        catch (IOException e)
        {
            _logger.CacheUnreadable(sha256, e);
        }

        _index.Remove(sha256);
        Delete([sha256]);
        return null;
    }

    /// <summary>Keeps a track, if the disk lets us; the cache is only a convenience.</summary>
    public async Task StoreAsync(string sha256, ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        string partial = $"{PathOf(sha256)}.{Guid.NewGuid():N}";
        try
        {
            await File.WriteAllBytesAsync(partial, octets, cancellationToken);
            File.Move(partial, PathOf(sha256), overwrite: true);
            Delete(_index.Put(sha256, true, octets.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            _logger.CacheNotWritten(sha256, e.Message);
            File.Delete(partial);
        }
    }

    private void Delete(IReadOnlyList<string> hashes)
    {
        foreach (string hash in hashes)
        {
            try
            {
                File.Delete(PathOf(hash));
            }
            catch (IOException e)
            {
                _logger.CacheUnreadable(hash, e);
            }
        }
    }

    private string PathOf(string sha256) => Path.Combine(_directory, sha256);
}
