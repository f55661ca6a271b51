namespace Cmr.Domain.Content;

/// <summary>A resource rendered to one payload format, ready to be sent in RTP.</summary>
/// <param name="Encoding">Payload format.</param>
/// <param name="Sha256">Address of the track in the content store: SHA-256 in lower-case hexadecimal, 64 characters.</param>
/// <param name="Bytes">Size in octets.</param>
/// <param name="Frames">Number of 20 ms frames.</param>
public sealed record RenderedTrack(TrackEncoding Encoding, string Sha256, long Bytes, int Frames);
