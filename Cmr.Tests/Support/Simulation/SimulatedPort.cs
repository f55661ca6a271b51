using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Support.Simulation;

/// <summary>What a host sees of the network: the time and a way to send.</summary>
internal sealed class SimulatedPort(SimulatedNetwork network, SipEndpoint endpoint)
{
    public TimeSpan Now => network.Now;

    public bool Send(ReadOnlyMemory<byte> datagram, SipEndpoint destination) => network.Send(endpoint, destination, datagram);
}
