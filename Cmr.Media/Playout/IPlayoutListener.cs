namespace Cmr.Media.Playout;

/// <summary>Hears from the pump thread what becomes of streams; must return at once.</summary>
internal interface IPlayoutListener
{
    /// <summary>The first packet has left.</summary>
    void Started(RtpStream stream, long commandId);

    /// <summary>The last packet has left: a command asked for it, or the playlist came to its end (<paramref name="commandId"/> is <see langword="null"/>).</summary>
    void Ended(RtpStream stream, long? commandId);

    /// <summary>A second of packets in a row could not be sent; the stream has stopped.</summary>
    void Broken(RtpStream stream, int error);

    /// <summary>The peer sent RTP before and has stopped.</summary>
    void TimedOut(RtpStream stream);
}
