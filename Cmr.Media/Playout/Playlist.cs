namespace Cmr.Media.Playout;

/// <summary>Tracks to play one after the other. At least one.</summary>
internal sealed class Playlist
{
    private readonly Track[] _tracks;
    private readonly long[] _starts;

    public Playlist(IReadOnlyList<Track> tracks, G711Encoding encoding)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tracks.Count);
        _tracks = [.. tracks];
        Encoding = encoding;
        _starts = new long[_tracks.Length];
        for (int i = 0; i < _tracks.Length; i++)
        {
            _starts[i] = Frames;
            Frames += _tracks[i].Frames;
        }
    }

    /// <summary>Gets how all tracks are encoded.</summary>
    public G711Encoding Encoding { get; }

    /// <summary>Gets the length of one pass in frames of 20 ms.</summary>
    public long Frames { get; }

    /// <summary>The payload of a frame of the endless repetition of the list.</summary>
    public ReadOnlySpan<byte> Frame(long index)
    {
        long within = index % Frames;
        int track = _tracks.Length - 1;
        while (_starts[track] > within)
        {
            track--;
        }

        return _tracks[track].Frame((int)(within - _starts[track]));
    }
}
