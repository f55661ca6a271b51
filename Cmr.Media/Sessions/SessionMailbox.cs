using System.Threading.Channels;
using Cmr.Media.Playout;

namespace Cmr.Media.Sessions;

/// <summary>Where inputs wait for the one reader. Not bounded: connections wait for their turn by themselves, and a pump must never wait nor lose news.</summary>
internal sealed class SessionMailbox : IPlayoutListener
{
    private readonly Channel<SessionInput> _channel = Channel.CreateUnbounded<SessionInput>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Gets the reading end.</summary>
    public ChannelReader<SessionInput> Reader => _channel.Reader;

    /// <summary>Puts an input at the end.</summary>
    public void Post(SessionInput input) => _channel.Writer.TryWrite(input);

    /// <inheritdoc/>
    public void Started(RtpStream stream, long commandId) => Post(new SessionInput.Started(stream, commandId));

    /// <inheritdoc/>
    public void Ended(RtpStream stream, long? commandId) => Post(new SessionInput.Ended(stream, commandId, stream.PacketsSent));

    /// <inheritdoc/>
    public void Broken(RtpStream stream, int error) => Post(new SessionInput.Broken(stream, error));

    /// <inheritdoc/>
    public void TimedOut(RtpStream stream) => Post(new SessionInput.TimedOut(stream));
}
