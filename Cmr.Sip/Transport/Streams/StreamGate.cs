using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Transport.Streams;

/// <summary>Turns connections away before anything is spent on them, TLS included, when there are too many at all or from one address.</summary>
internal sealed class StreamGate(IOptions<StreamOptions> options, StreamCounters counters)
{
    private static readonly object Secured = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _perPeer = [];
    private int _total;

    /// <summary>Connections let in now.</summary>
    public int Count => Volatile.Read(ref _total);

    /// <summary>Connection middleware of Kestrel.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate next) => async context =>
    {
        IPAddress peer = OwnerOf((context.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        if (!TryEnter(peer))
        {
            counters.CountRefused();
            context.Abort();
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Leave(peer);
        }
    };

    /// <summary>Connection middleware around TLS: counts handshakes that came to nothing.</summary>
    public ConnectionDelegate AroundHandshake(ConnectionDelegate next) => async context =>
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (!context.Items.ContainsKey(Secured)) counters.CountUnsecured();
        }
    };

    /// <summary>Connection middleware behind TLS: the handshake has succeeded.</summary>
    public ConnectionDelegate BehindHandshake(ConnectionDelegate next) => context =>
    {
        context.Items[Secured] = Secured;
        counters.CountSecured();
        return next(context);
    };

    /// <summary>Whom connections from an address are counted for: whoever has an IPv6 address has 2^64 of them.</summary>
    public static IPAddress OwnerOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        Span<byte> octets = stackalloc byte[16];
        if (!address.TryWriteBytes(octets, out int length) || length != octets.Length) return address;
        octets[8..].Clear();
        return new IPAddress(octets);
    }

    private bool TryEnter(IPAddress peer)
    {
        lock (_gate)
        {
            int mine = _perPeer.GetValueOrDefault(peer);
            if (_total >= options.Value.MaxConnections || mine >= options.Value.MaxConnectionsPerPeer) return false;
            _perPeer[peer] = mine + 1;
            _total++;
            return true;
        }
    }

    private void Leave(IPAddress peer)
    {
        lock (_gate)
        {
            _total--;
            if (--_perPeer[peer] == 0) _perPeer.Remove(peer);
        }
    }
}
