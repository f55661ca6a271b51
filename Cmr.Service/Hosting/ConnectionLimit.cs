using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Cmr.Service.Hosting;

/// <summary>Closes connections beyond the limits at once, before a byte of them is read. Counts over all listeners.</summary>
internal sealed class ConnectionLimit(IOptions<ConnectionOptions> options, TrustedProxies proxies, ILogger<ConnectionLimit> logger)
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();
    private int _total;

    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        IPAddress peer = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        bool isCounted = !proxies.Contains(peer);
        int ofPeer = isCounted ? _open.AddOrUpdate(peer, 1, static (_, count) => count + 1) : 0;
        int total = Interlocked.Increment(ref _total);
        try
        {
            if (ofPeer > options.Value.PerAddress || total > options.Value.Total)
            {
                logger.ConnectionRefused(peer, ofPeer, total);
                connection.Abort();
                return;
            }

            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _total);
            if (isCounted) Forget(peer);
        }
    }

    private void Forget(IPAddress peer)
    {
        int left = _open.AddOrUpdate(peer, 0, static (_, count) => count - 1);
        if (left <= 0) _open.TryRemove(new KeyValuePair<IPAddress, int>(peer, left));
    }
}
