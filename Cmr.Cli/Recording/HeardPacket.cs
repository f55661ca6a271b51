namespace Cmr.Cli.Recording;

/// <summary>An RTP packet as it reached a phone.</summary>
/// <param name="At">Clock timestamp of its arrival.</param>
/// <param name="PayloadType">0 PCMU, 8 PCMA (RFC 3551).</param>
/// <param name="Ssrc">Its source.</param>
/// <param name="Sequence">Sequence number.</param>
/// <param name="Timestamp">RTP timestamp, 8 kHz.</param>
/// <param name="Payload">G.711 octets.</param>
internal sealed record HeardPacket(long At, byte PayloadType, uint Ssrc, ushort Sequence, uint Timestamp, byte[] Payload);
