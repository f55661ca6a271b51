using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;

namespace Cmr.Protocols.Sdp.OfferAnswer;

/// <summary>How one offered stream is accepted.</summary>
/// <param name="Port">Our port, not 0.</param>
/// <param name="Connection">Our address.</param>
/// <param name="Codecs">Chosen formats with the offer's payload type numbers, preferred first (RFC 3264 §6.1).</param>
/// <param name="Direction">What we want; it is narrowed to what the offer allows.</param>
public sealed record SdpMediaAnswer(int Port, SdpConnection Connection, IReadOnlyList<SdpCodec> Codecs, SdpDirection Direction)
{
    /// <summary>Packet time in milliseconds to state; <see langword="null"/> for none.</summary>
    public int? PTime { get; init; }

    /// <summary>Further attribute lines, such as <c>a=content:g.3gpp.cat</c>.</summary>
    public IReadOnlyList<SdpLine> Attributes { get; init; } = [];
}
