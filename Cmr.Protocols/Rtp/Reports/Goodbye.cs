namespace Cmr.Protocols.Rtp.Reports;

/// <summary>RTCP goodbye of one source, without a reason (RFC 3550 §6.6).</summary>
/// <param name="Ssrc">The stream that ends.</param>
public readonly record struct Goodbye(uint Ssrc)
{
    /// <summary>Octets written.</summary>
    public const int Length = 8;

    /// <summary>Writes the packet.</summary>
    /// <param name="destination">At least <see cref="Length"/> octets.</param>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too short.</exception>
    public void Write(Span<byte> destination) => RtcpHeader.Write(destination, count: 1, RtcpPacketType.Goodbye, Length, Ssrc);
}
