using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Support.Simulation;

/// <summary>A sans-IO program on the simulated network: it is told the time with every input, and sends through its port.</summary>
internal interface ISimulatedHost
{
    SipEndpoint Endpoint { get; }

    /// <summary>Simulated time at which <see cref="Fire"/> wants to be called.</summary>
    TimeSpan? NextDeadline { get; }

    void Receive(ReadOnlyMemory<byte> datagram, SipEndpoint source, SimulatedPort port);

    void Fire(SimulatedPort port);
}
