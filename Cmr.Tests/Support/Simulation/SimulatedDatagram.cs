using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Support.Simulation;

/// <summary>One datagram as it was sent.</summary>
/// <param name="SentAt">Simulated time.</param>
/// <param name="Source">Sender.</param>
/// <param name="Destination">Receiver.</param>
/// <param name="Bytes">Octets.</param>
/// <param name="Copies">0: lost, 2: duplicated.</param>
internal sealed record SimulatedDatagram(TimeSpan SentAt, SipEndpoint Source, SipEndpoint Destination, ReadOnlyMemory<byte> Bytes, int Copies)
{
    public string FirstLine => System.Text.Encoding.UTF8.GetString(Bytes.Span).Split('\r')[0];

    public override string ToString() => $"{SentAt.TotalMilliseconds,8:0} ms {Source.Address} -> {Destination.Address} {FirstLine}{Copies switch { 0 => " (lost)", 1 => "", _ => " (twice)" }}";
}
