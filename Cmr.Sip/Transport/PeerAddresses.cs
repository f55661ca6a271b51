using System.Net;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Transport;

/// <summary>Socket addresses of the peers a partition talks to, so that sending makes none anew. Single-threaded.</summary>
internal sealed class PeerAddresses
{
    private const int Capacity = 4096;
    private readonly Dictionary<(IPAddress Address, int Port), SocketAddress> _addresses = [];

    public SocketAddress Of(in SipEndpoint peer)
    {
        if (_addresses.TryGetValue((peer.Address, peer.Port), out SocketAddress? address)) return address;
        // Peers are few (proxies) or many and short-lived; starting over is cheaper than keeping an order of use
        if (_addresses.Count >= Capacity) _addresses.Clear();
        address = peer.ToIPEndPoint().Serialize();
        _addresses.Add((peer.Address, peer.Port), address);
        return address;
    }
}
