using System.Net;
using System.Net.Sockets;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Content;
using Cmr.Media.Playout;

namespace Cmr.Media.Sessions;

/// <summary>
/// Decides what to answer to each m-line. The first audio line that can take the playlist plays it, in the first of its formats that every item
/// has a track for; <c>telephone-event</c> at 8000 Hz is accepted beside it. Other audio and video lines get a live port and are inactive,
/// so that a later offer need not add them again; lines at port 0 and other media stay rejected (RFC 3264 §6).
/// </summary>
internal static class StreamNegotiation
{
    private const int MaximumStreams = 16;
    private const int MaximumFormats = 64;
    private const int MaximumItems = 32;
    private const int MaximumTracks = 8;

    /// <summary>Compares an offer with its playlist.</summary>
    /// <param name="command">The command; not trusted.</param>
    /// <param name="family">The family of the worker's RTP address.</param>
    public static NegotiationOutcome Negotiate(OpenMedia command, AddressFamily family)
    {
        if (Defect(command) is string defect)
        {
            return new NegotiationOutcome.Refused(MediaFailureReason.InvalidCommand, defect);
        }

        G711Encoding[] available = [.. Enum.GetValues<G711Encoding>().Where(encoding => command.Playlist.All(item => FindTrack(item, encoding) is not null))];
        foreach (RemoteStream candidate in command.Streams.Where(stream => CanReceive(stream, family)))
        {
            foreach (PayloadFormat format in candidate.Formats)
            {
                if (IsG711(format, out G711Encoding encoding) && available.Contains(encoding))
                {
                    var remote = new IPEndPoint(IPAddress.Parse(candidate.Address), candidate.Port);
                    return new NegotiationOutcome.Agreed(
                        [.. command.Streams.Select(stream => ReferenceEquals(stream, candidate) ? Playing(stream, format) : Silent(stream))],
                        encoding,
                        new RtpTarget((byte)format.PayloadType, remote));
                }
            }
        }

        string offered = string.Join(", ", command.Streams.Select(stream => $"{stream.Media} {stream.Address}:{stream.Port} {stream.Direction} [{string.Join(' ', stream.Formats.Select(format => format.Encoding))}]"));
        return new NegotiationOutcome.Refused(MediaFailureReason.NoCommonFormat, $"No line takes {string.Join(" or ", available.Select(G711.Name))}: {offered}");
    }

    /// <summary>The track of an item in an encoding.</summary>
    public static TrackReference? FindTrack(PlaylistItem item, G711Encoding encoding) =>
        item.Tracks.FirstOrDefault(track => G711.TryParse(track.Encoding, out G711Encoding other) && other == encoding);

    /// <summary>Whether a playlist, which is not trusted, can be played in an encoding agreed before.</summary>
    public static bool Fits(IReadOnlyList<PlaylistItem> playlist, G711Encoding encoding) =>
        playlist.Count is > 0 and <= MaximumItems && playlist.All(item => !IsDefective(item) && FindTrack(item, encoding) is not null);

    private static NegotiatedStream Playing(RemoteStream stream, PayloadFormat format)
    {
        PayloadFormat? events = stream.Formats.FirstOrDefault(other =>
            other.ClockRate == G711.SampleRate && other.Encoding.Equals("telephone-event", StringComparison.OrdinalIgnoreCase));
        StreamDirection direction = stream.Direction is StreamDirection.SendRecv ? StreamDirection.SendRecv : StreamDirection.SendOnly;
        return new NegotiatedStream(stream, events is null ? [format] : [format, events], direction);
    }

    private static NegotiatedStream Silent(RemoteStream stream)
    {
        bool live = stream.Port != 0 && stream.Formats.Count > 0 && stream.Media is not MediaKind.Other;
        return new NegotiatedStream(stream, live ? [stream.Formats[0]] : [], StreamDirection.Inactive);
    }

    private static bool IsG711(PayloadFormat format, out G711Encoding encoding) =>
        G711.TryParse(format.Encoding, out encoding) && format is { ClockRate: G711.SampleRate, Channels: 1 };

    private static bool CanReceive(RemoteStream stream, AddressFamily family) =>
        stream is { Media: MediaKind.Audio, Port: not 0, Direction: StreamDirection.SendRecv or StreamDirection.RecvOnly }
        && IPAddress.TryParse(stream.Address, out IPAddress? address)
        && address.AddressFamily == family
        && IsUnicast(address);

    // 0.0.0.0 is how RFC 2543 put a call on hold (RFC 3264 §8.4); the others would make one packet many
    private static bool IsUnicast(IPAddress address) =>
        !address.Equals(IPAddress.Any)
        && !address.Equals(IPAddress.IPv6Any)
        && !address.IsIPv6Multicast
        && !(address.AddressFamily is AddressFamily.InterNetwork && address.GetAddressBytes()[0] >= 224);

    private static string? Defect(OpenMedia command)
    {
        if (command.Streams.Count is 0 or > MaximumStreams || command.Playlist.Count is 0 or > MaximumItems)
        {
            return $"1 to {MaximumStreams} streams and 1 to {MaximumItems} items are needed";
        }

        if (command.Streams.Any(stream => stream?.Formats is not { Count: <= MaximumFormats } || stream.Port is < 0 or > IPEndPoint.MaxPort || stream.Formats.Any(IsDefective)))
        {
            return "A stream has a bad port or bad formats";
        }

        return command.Playlist.Any(IsDefective) ? "An item has no tracks, too many, or one without encoding and SHA-256" : null;
    }

    private static bool IsDefective(PlaylistItem? item) =>
        item?.Tracks is not { Count: > 0 and <= MaximumTracks } || item.Tracks.Any(track => track?.Encoding is null || !ContentHash.IsValid(track.Sha256));

    private static bool IsDefective(PayloadFormat? format) => format?.Encoding is null || format.PayloadType is < 0 or > 127;
}
