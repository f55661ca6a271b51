namespace Cmr.Media.Playout;

/// <summary>A rendered track in memory, read by any number of streams at once and never written.</summary>
internal sealed class Track
{
    private readonly byte[] _octets;

    private Track(byte[] octets) => _octets = octets;

    /// <summary>Gets the length in frames of 20 ms, at least 1.</summary>
    public int Frames => _octets.Length / G711.FrameLength;

    /// <summary>Gets the length in octets.</summary>
    public int Length => _octets.Length;

    /// <summary>Takes octets as a track.</summary>
    /// <returns><see langword="null"/> when they are not one or more whole frames.</returns>
    public static Track? From(byte[] octets) =>
        octets.Length > 0 && octets.Length % G711.FrameLength == 0 ? new Track(octets) : null;

    /// <summary>The payload of one frame.</summary>
    public ReadOnlySpan<byte> Frame(int index) => _octets.AsSpan(index * G711.FrameLength, G711.FrameLength);
}
