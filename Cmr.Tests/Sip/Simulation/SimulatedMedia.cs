using Cmr.Contracts.MediaControl;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation;

/// <summary>A media worker without RTP: answers commands by the rules of the contract and notes what it was told.</summary>
internal sealed class SimulatedMedia
{
    private int _nextPort = 30000;

    /// <summary>Time until a command is answered; <see langword="null"/>: never.</summary>
    public TimeSpan? Delay { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Every <see cref="OpenMedia"/> fails for this reason.</summary>
    public MediaFailureReason? Failure { get; set; }

    /// <summary>Every <see cref="SwitchMedia"/> fails for this reason.</summary>
    public MediaFailureReason? SwitchFailure { get; set; }

    /// <summary>Decides over single sessions: another reason to fail than <see cref="Failure"/>.</summary>
    public Func<OpenMedia, MediaFailureReason?> Judge { get; set; } = _ => null;

    public List<MediaCommand> Commands { get; } = [];

    /// <summary>Sessions open now.</summary>
    public HashSet<MediaSessionId> Open { get; } = [];

    public HashSet<MediaSessionId> Playing { get; } = [];

    /// <summary>Offers, so that a test can see where media would go.</summary>
    public List<OpenMedia> Opened { get; } = [];

    public MediaEvent Take(MediaCommand command)
    {
        Commands.Add(command);
        return command switch
        {
            OpenMedia open => Answer(open),
            PlayMedia play => Play(play),
            StopMedia stop => Stop(stop),
            SwitchMedia change => Switch(change),
            _ => Release(command),
        };
    }

    private MediaEvent Answer(OpenMedia open)
    {
        if ((Judge(open) ?? Failure) is { } reason) return new MediaFailed(open.SessionId, open.CommandId, reason, "simulated");
        List<LocalStream> streams = [];
        foreach (RemoteStream remote in open.Streams)
        {
            bool audio = remote.Media is MediaKind.Audio;
            PayloadFormat[] formats = [.. remote.Formats.Where(format => !audio || format.Encoding is "PCMU" or "PCMA" or "telephone-event")];
            bool live = remote.Port != 0 && remote.Media is not MediaKind.Other && formats.Length > 0;
            StreamDirection direction = !audio ? StreamDirection.Inactive : StreamDirection.SendRecv;
            streams.Add(live
                ? new LocalStream(remote.Index, "10.0.0.8", _nextPort += 2, formats, direction, 20)
                : new LocalStream(remote.Index, "10.0.0.8", 0, [], StreamDirection.Inactive, 20));
        }

        if (!streams.Any(stream => stream.Direction is StreamDirection.SendRecv && stream.Port != 0))
            return new MediaFailed(open.SessionId, open.CommandId, MediaFailureReason.NoCommonFormat, "simulated");
        Open.Add(open.SessionId);
        Opened.Add(open);
        return new MediaOpened(open.SessionId, open.CommandId, streams);
    }

    private MediaStarted Play(PlayMedia play)
    {
        SimulationFailure.Unless(Open.Contains(play.SessionId), "played before it was open");
        Playing.Add(play.SessionId);
        return new MediaStarted(play.SessionId, play.CommandId);
    }

    private MediaEvent Switch(SwitchMedia change)
    {
        SimulationFailure.Unless(Open.Contains(change.SessionId), "switched before it was open");
        if (SwitchFailure is { } reason) return new MediaFailed(change.SessionId, change.CommandId, reason, "simulated");
        Playing.Add(change.SessionId);
        return new MediaStarted(change.SessionId, change.CommandId);
    }

    private MediaEnded Stop(StopMedia stop)
    {
        Playing.Remove(stop.SessionId);
        return new MediaEnded(stop.SessionId, stop.CommandId, 1);
    }

    private MediaReleased Release(MediaCommand command)
    {
        Playing.Remove(command.SessionId);
        Open.Remove(command.SessionId);
        return new MediaReleased(command.SessionId, command.CommandId);
    }
}
