using Cmr.Media.Playout;

namespace Cmr.Media.Content;

/// <summary>Tracks by their content.</summary>
internal interface ITrackSource
{
    /// <summary>Gets a track, from memory, disk or the service.</summary>
    /// <param name="sha256">SHA-256 of its octets, 64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the wait of this caller, not the fetch that others wait for too.</param>
    /// <returns><see langword="null"/> when it does not exist, is broken, or the service cannot be reached.</returns>
    ValueTask<Track?> GetAsync(string sha256, CancellationToken cancellationToken);
}
