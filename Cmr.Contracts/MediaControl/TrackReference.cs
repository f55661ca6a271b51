namespace Cmr.Contracts.MediaControl;

/// <summary>A rendered track, addressed by its content.</summary>
/// <param name="Encoding">RTP encoding name: <c>PCMU</c> or <c>PCMA</c>.</param>
/// <param name="Sha256">SHA-256 of the track's octets, 64 lower-case hexadecimal digits.</param>
public sealed record TrackReference(string Encoding, string Sha256);
