using System.Net;

namespace Cmr.Sip.Transport;

/// <summary>Socket addresses of the peers a partition talks to, so that sending makes none anew. Single-threaded.</summary>
internal sealed class PeerAddresses
{
    private const int Capacity = 4096;
    private readonly Dictionary<IPEndPoint, SocketAddress> _addresses = [];

    public SocketAddress Of(IPEndPoint peer)
    {
        if (_addresses.TryGetValue(peer, out SocketAddress? address)) return address;
        // Peers are few (proxies) or many and short-lived; starting over is cheaper than keeping an order of use
        if (_addresses.Count >= Capacity) _addresses.Clear();
        address = peer.Serialize();
        _addresses.Add(new IPEndPoint(peer.Address, peer.Port), address);
        return address;
    }
}
