using System.Threading.Channels;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Sessions;
using Microsoft.AspNetCore.Connections;

namespace Cmr.Media.Control;

/// <summary>The outgoing half of one control connection. A controller that does not read is cut off instead of being waited for.</summary>
internal sealed class ControllerConnection(ConnectionContext connection, Guid controllerId, int maximumBacklog) : IControllerLink
{
    private readonly Channel<ControlMessage> _outgoing = Channel.CreateBounded<ControlMessage>(
        new BoundedChannelOptions(maximumBacklog) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <inheritdoc/>
    public Guid ControllerId => controllerId;

    /// <inheritdoc/>
    public void Send(ControlMessage message)
    {
        if (!_outgoing.Writer.TryWrite(message) && !_outgoing.Reader.Completion.IsCompleted)
        {
            connection.Abort(new ConnectionAbortedException("The controller does not read."));
        }
    }

    /// <summary>Sends nothing more.</summary>
    public void Complete() => _outgoing.Writer.TryComplete();

    /// <summary>Writes what is sent until <see cref="Complete"/>; several messages go into one write.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (await _outgoing.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_outgoing.Reader.TryRead(out ControlMessage? message))
            {
                ControlCodec.Write(message, connection.Transport.Output);
            }

            await connection.Transport.Output.FlushAsync(cancellationToken);
        }
    }
}
