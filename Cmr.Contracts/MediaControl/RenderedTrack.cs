namespace Cmr.Contracts.MediaControl;

/// <summary>A track ready to be sent as RTP payload: G.711 octets, 8000 a second, whole frames of 160.</summary>
/// <param name="Encoding">RTP encoding name: <c>PCMU</c> or <c>PCMA</c>.</param>
/// <param name="Sha256">SHA-256 of the track's octets, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Its length in octets, <paramref name="Frames"/> times 160.</param>
/// <param name="Frames">Its length in frames of 20 ms.</param>
public sealed record RenderedTrack(string Encoding, string Sha256, long Bytes, int Frames);
