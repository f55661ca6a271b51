namespace Cmr.Contracts.MediaControl;

/// <summary>One RTP payload format (RFC 8866 §6.6, §6.15).</summary>
/// <param name="PayloadType">RTP payload type, 0 to 127.</param>
/// <param name="Encoding">Encoding name, compared without regard to case: <c>PCMU</c>, <c>telephone-event</c>. Static payload types are named too (RFC 3551 §6).</param>
/// <param name="ClockRate">RTP clock rate in hertz.</param>
/// <param name="Channels">Number of audio channels; 1 where it means nothing.</param>
/// <param name="Fmtp">Format parameters as in <c>a=fmtp</c>, without the payload type.</param>
public sealed record PayloadFormat(int PayloadType, string Encoding, int ClockRate, int Channels, string? Fmtp);
