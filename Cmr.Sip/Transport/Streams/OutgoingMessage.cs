using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Transport.Streams;

/// <summary>Octets to be written to a connection.</summary>
/// <param name="Bytes">A whole message, or a keep-alive.</param>
/// <param name="Failed">Called once when the octets were not written.</param>
internal readonly record struct OutgoingMessage(ReadOnlyMemory<byte> Bytes, Action? Failed)
{
    // What an entry costs besides its octets; without it a flood of two-octet keep-alives would be almost free
    private const int Overhead = 64;

    /// <summary>The message, where it may go over another connection when this one ends; <see langword="null"/>: it may not.</summary>
    public SipMessage? Message { get; init; }

    /// <summary>Where the message is to go.</summary>
    public SipEndpoint Destination { get; init; }

    public int Cost => Bytes.Length + Overhead;
}
