using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Transport;

/// <summary>Endpoints of those who sent something lately, so that a datagram makes none anew. For one thread.</summary>
internal sealed class KnownPeers(AddressFamily family, byte listener)
{
    private const int Capacity = 1024;
    private readonly IPEndPoint _any = new(family is AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
    private readonly Dictionary<SocketAddress, SipEndpoint> _known = [];

    public SipEndpoint At(SocketAddress source)
    {
        if (_known.TryGetValue(source, out SipEndpoint known)) return known;
        // A flood of strangers makes it start over rather than grow
        if (_known.Count >= Capacity) _known.Clear();
        SocketAddress key = new(source.Family, source.Size);
        source.Buffer.Span[..source.Size].CopyTo(key.Buffer.Span);
        SipEndpoint endpoint = SipEndpoint.Udp((IPEndPoint)_any.Create(source)) with { Listener = listener };
        _known.Add(key, endpoint);
        return endpoint;
    }
}
