using System.Security.Cryptography;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Playout;

namespace Cmr.Media.Ingest;

/// <summary>Turns what ffmpeg wrote into tracks of whole frames.</summary>
internal static class TrackFiles
{
    /// <summary>Reads a file of G.711 octets and fills its last frame with silence.</summary>
    public static async Task<Rendition> ReadAsync(string path, G711Encoding encoding, CancellationToken cancellationToken)
    {
        byte[] raw = await File.ReadAllBytesAsync(path, cancellationToken);
        int frames = (raw.Length + G711.FrameLength - 1) / G711.FrameLength;
        byte[] octets = raw;
        if (raw.Length % G711.FrameLength != 0)
        {
            octets = new byte[frames * G711.FrameLength];
            raw.CopyTo(octets, 0);
            octets.AsSpan(raw.Length).Fill(G711.Silence(encoding));
        }

        var track = new RenderedTrack(G711.Name(encoding), Convert.ToHexStringLower(SHA256.HashData(octets)), octets.Length, frames);
        return new Rendition(track, octets);
    }
}
