using System.Net;
using System.Net.Sockets;

namespace Cmr.Sip.Transport;

/// <summary>Which of this machine's addresses packets to a peer leave from, as the system's routing table has it; remembered for a while.</summary>
internal sealed class SourceAddresses(TimeProvider time)
{
    private const int AnyPort = 9;
    private const int MaxKept = 4096;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (IPAddress? Source, long At)> _kept = [];

    /// <summary>The address; <see langword="null"/> when there is no route.</summary>
    public IPAddress? Towards(IPAddress peer)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(peer, out (IPAddress? Source, long At) kept) && time.GetElapsedTime(kept.At) < Lifetime) return kept.Source;
        }

        IPAddress? source = Ask(peer);
        lock (_gate)
        {
            if (_kept.Count >= MaxKept) _kept.Clear();
            _kept[peer] = (source, time.GetTimestamp());
        }

        return source;
    }

    // A datagram socket that is connected sends nothing; it only gets the address that it would send from
    private static IPAddress? Ask(IPAddress peer)
    {
        using Socket probe = new(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Connect(peer, AnyPort);
            return (probe.LocalEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
