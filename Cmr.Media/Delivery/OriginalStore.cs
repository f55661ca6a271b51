using System.Collections.Concurrent;
using System.Security.Cryptography;
using Cmr.Media.Content;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Delivery;

/// <summary>Content as it was uploaded, from memory, else from the disk cache, else from the service. However many want one at once, it is loaded once.</summary>
internal sealed class OriginalStore(
    DiskCache disk, ContentClient service, IOptions<DeliveryOptions> options, IOptions<ContentOptions> content, TimeProvider clock, ILogger<OriginalStore> logger)
{
    private readonly ByteLru<byte[]> _memory = new(options.Value.MemoryCacheBytes);
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]?>>> _loading = new(StringComparer.Ordinal);

    /// <summary>Gets the octets.</summary>
    /// <param name="sha256">Their SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the wait of this caller, not the fetch that others wait for too.</param>
    /// <returns><see langword="null"/> when there is no such content, or it is damaged.</returns>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    /// <exception cref="TimeoutException">The service took too long.</exception>
    public async ValueTask<byte[]?> GetAsync(string sha256, CancellationToken cancellationToken)
    {
        if (_memory.TryGet(sha256, out byte[]? octets))
        {
            return octets;
        }

        Lazy<Task<byte[]?>> load = _loading.GetOrAdd(sha256, key => new Lazy<Task<byte[]?>>(() => Task.Run(() => LoadAsync(key), CancellationToken.None)));
        return await load.Value.WaitAsync(cancellationToken);
    }

    private async Task<byte[]?> LoadAsync(string sha256)
    {
        using var timeout = new CancellationTokenSource(content.Value.FetchTimeout, clock);
        try
        {
            byte[]? octets = await disk.TryReadAsync(sha256, timeout.Token) ?? await FetchAsync(sha256, timeout.Token);
            if (octets is not null)
            {
                _memory.Put(sha256, octets, octets.Length);
            }

            return octets;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The service did not send {sha256} in time", e);
        }
        finally
        {
            _loading.TryRemove(sha256, out _);
        }
    }

    private async Task<byte[]?> FetchAsync(string sha256, CancellationToken cancellationToken)
    {
        if (await service.GetAsync(sha256, cancellationToken) is not byte[] octets)
        {
            return null;
        }

        if (Convert.ToHexStringLower(SHA256.HashData(octets)) != sha256)
        {
            logger.FetchedOriginalDamaged(sha256, octets.Length);
            return null;
        }

        await disk.StoreAsync(sha256, octets, cancellationToken);
        return octets;
    }
}
