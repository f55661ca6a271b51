using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.Presentation;

/// <summary>One session at a media worker: numbers its commands and knows whether it plays.</summary>
/// <param name="id">The session.</param>
/// <param name="emit">Takes the commands.</param>
internal sealed class MediaSession(MediaSessionId id, Action<MediaCommand> emit)
{
    private long _lastCommand;
    private bool _released;

    /// <summary>The session.</summary>
    public MediaSessionId Id => id;

    /// <summary>The worker's streams, once it opened the session.</summary>
    public IReadOnlyList<LocalStream>? Streams { get; private set; }

    /// <summary>True between play and stop.</summary>
    public bool IsPlaying { get; private set; }

    public void Open(IReadOnlyList<RemoteStream> streams, IReadOnlyList<PlaylistItem> playlist) =>
        emit(new OpenMedia(id, ++_lastCommand, streams, playlist));

    public void Opened(MediaOpened opened) => Streams = opened.Streams;

    public void Play()
    {
        if (IsPlaying || _released) return;
        IsPlaying = true;
        emit(new PlayMedia(id, ++_lastCommand, Loop: true));
    }

    /// <summary>Ends what plays and begins something else, on the same ports and formats.</summary>
    public void Switch(IReadOnlyList<PlaylistItem> playlist)
    {
        if (_released) return;
        Stop();
        IsPlaying = true;
        emit(new SwitchMedia(id, ++_lastCommand, playlist, Loop: true));
    }

    public void Stop()
    {
        if (!IsPlaying || _released) return;
        IsPlaying = false;
        emit(new StopMedia(id, ++_lastCommand, FadeMs: 0));
    }

    public void Release()
    {
        if (_released) return;
        _released = true;
        IsPlaying = false;
        emit(new ReleaseMedia(id, ++_lastCommand));
    }
}
