namespace Cmr.Sip.Transport.Streams;

/// <summary>Octets to be written to a connection.</summary>
/// <param name="Bytes">A whole message, or a keep-alive.</param>
/// <param name="Failed">Called once when the octets were not written.</param>
internal readonly record struct OutgoingMessage(ReadOnlyMemory<byte> Bytes, Action? Failed)
{
    // What an entry costs besides its octets; without it a flood of two-octet keep-alives would be almost free
    private const int Overhead = 64;

    public int Cost => Bytes.Length + Overhead;
}
