namespace Cmr.Media.Playout;

/// <summary>What a pump is told to do with a stream.</summary>
internal abstract record PlayoutOrder(RtpStream Stream)
{
    /// <summary>Play from the beginning.</summary>
    internal sealed record Start(RtpStream Stream, bool Loop, long CommandId) : PlayoutOrder(Stream);

    /// <summary>Play something else from its beginning.</summary>
    internal sealed record Switch(RtpStream Stream, Playlist Playlist, bool Loop, long CommandId) : PlayoutOrder(Stream);

    /// <summary>Stop after so many frames of fading out.</summary>
    internal sealed record Stop(RtpStream Stream, int FadeFrames, long CommandId) : PlayoutOrder(Stream);

    /// <summary>Say goodbye and close the ports.</summary>
    internal sealed record Remove(RtpStream Stream) : PlayoutOrder(Stream);
}
