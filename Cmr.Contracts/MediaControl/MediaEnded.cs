namespace Cmr.Contracts.MediaControl;

/// <summary>The last RTP packet has left.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CommandId">The <see cref="StopMedia"/> this answers; <see langword="null"/> when the playlist came to its end.</param>
/// <param name="PacketsSent">RTP packets sent in this session so far.</param>
public sealed record MediaEnded(MediaSessionId SessionId, long? CommandId, long PacketsSent) : MediaEvent(SessionId, CommandId);
