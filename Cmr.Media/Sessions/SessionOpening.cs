using Cmr.Contracts.MediaControl;
using Cmr.Media.Content;
using Cmr.Media.Playout;
using Cmr.Media.Ports;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Sessions;

/// <summary>Gets a new session what it needs: its tracks, then its ports.</summary>
internal sealed class SessionOpening(
    PortAllocator ports,
    PlayoutPumps pumps,
    ITrackSource tracks,
    SessionMailbox mailbox,
    IOptions<MediaSessionOptions> options,
    ILogger<SessionOpening> logger)
{
    /// <summary>Loads the playlist in the agreed encoding, and posts <see cref="SessionInput.Loaded"/> whatever comes of it. Never throws.</summary>
    public async Task LoadAsync(MediaSession session, OpenMedia command, G711Encoding encoding) =>
        mailbox.Post(new SessionInput.Loaded(session, command, await TryLoadAsync(session, command.Playlist, encoding)));

    /// <summary>Loads the playlist of a switch, and posts <see cref="SessionInput.Switched"/> whatever comes of it. Never throws.</summary>
    public async Task LoadAsync(MediaSession session, SwitchMedia command, G711Encoding encoding) =>
        mailbox.Post(new SessionInput.Switched(session, command, await TryLoadAsync(session, command.Playlist, encoding)));

    /// <summary>Binds a port pair for every live line, and makes the stream of the one that plays.</summary>
    /// <returns><see langword="false"/> when ports ran out; what was bound belongs to the session and goes with it.</returns>
    public bool TryBindPorts(MediaSession session, NegotiationOutcome.Agreed agreement, Playlist playlist, out List<LocalStream> streams)
    {
        streams = [];
        foreach (NegotiatedStream line in agreement.Streams)
        {
            RtpPortPair? pair = line.IsLive ? ports.TryOpen() : null;
            if (line.IsLive && pair is null)
            {
                return false;
            }

            if (pair is not null && line.Plays)
            {
                session.Pump = pumps.Next();
                session.Stream = new RtpStream(session.Id, pair, agreement.Target, playlist, RtpOrigin.Random());
            }
            else if (pair is not null)
            {
                session.IdlePorts.Add(pair);
            }

            streams.Add(new LocalStream(line.Remote.Index, ports.Address.ToString(), pair?.Port ?? 0, line.Formats, line.Direction, G711.FrameMs));
        }

        return true;
    }

    private async Task<Playlist?> LoadPlaylistAsync(IReadOnlyList<PlaylistItem> items, G711Encoding encoding, CancellationToken cancellationToken)
    {
        var loaded = new List<Track>(items.Count);
        foreach (PlaylistItem item in items)
        {
            // Negotiation chose an encoding that every item has
            string sha256 = StreamNegotiation.FindTrack(item, encoding)!.Sha256;
            if (await tracks.GetAsync(sha256, cancellationToken) is not Track track)
            {
                return null;
            }

            loaded.Add(track);
        }

        return new Playlist(loaded, encoding);
    }

    private async Task<Playlist?> TryLoadAsync(MediaSession session, IReadOnlyList<PlaylistItem> items, G711Encoding encoding)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(session.Opening.Token);
        budget.CancelAfter(options.Value.ContentBudget);
        try
        {
            return await LoadPlaylistAsync(items, encoding, budget.Token);
        }
        catch (OperationCanceledException)
        {
            logger.ContentLate(session.Id, options.Value.ContentBudget);
        }
        catch (Exception e)
        {
            // Whatever it is, the controller gets an answer
            logger.ContentFailed(session.Id, e);
        }

        return null;
    }
}
