using Cmr.Contracts.MediaControl;
using Cmr.Media.Playout;

namespace Cmr.Media.Sessions;

/// <summary>Everything that can happen to the sessions of a worker; handled one at a time.</summary>
internal abstract record SessionInput
{
    private SessionInput()
    {
    }

    /// <summary>A controller connected.</summary>
    internal sealed record LinkUp(IControllerLink Link) : SessionInput;

    /// <summary>A connection is gone; its sessions wait for another.</summary>
    internal sealed record LinkDown(IControllerLink Link) : SessionInput;

    /// <summary>A controller asks for something.</summary>
    internal sealed record Command(IControllerLink Link, MediaCommand Message) : SessionInput;

    /// <summary>A controller names its sessions.</summary>
    internal sealed record Alive(IControllerLink Link, KeepAlive Message) : SessionInput;

    /// <summary>The tracks of a session being opened are at hand, or (<see langword="null"/>) are not to be had.</summary>
    internal sealed record Loaded(MediaSession Session, OpenMedia Opening, Playlist? Playlist) : SessionInput;

    /// <summary>The tracks to switch to are at hand, or (<see langword="null"/>) are not to be had.</summary>
    internal sealed record Switched(MediaSession Session, SwitchMedia Change, Playlist? Playlist) : SessionInput;

    /// <summary>See <see cref="IPlayoutListener.Started"/>.</summary>
    internal sealed record Started(RtpStream Stream, long CommandId) : SessionInput;

    /// <summary>See <see cref="IPlayoutListener.Ended"/>.</summary>
    internal sealed record Ended(RtpStream Stream, long? CommandId, long PacketsSent) : SessionInput;

    /// <summary>See <see cref="IPlayoutListener.Broken"/>.</summary>
    internal sealed record Broken(RtpStream Stream, int Error) : SessionInput;

    /// <summary>See <see cref="IPlayoutListener.TimedOut"/>.</summary>
    internal sealed record TimedOut(RtpStream Stream) : SessionInput;

    /// <summary>Time to look for sessions nobody names any more.</summary>
    internal sealed record Sweep : SessionInput;

    /// <summary>Take no new sessions, and tell when the last has ended.</summary>
    internal sealed record Drain(TaskCompletionSource Drained) : SessionInput;
}
