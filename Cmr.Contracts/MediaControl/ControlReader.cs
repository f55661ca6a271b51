using System.Buffers;
using System.IO.Pipelines;

namespace Cmr.Contracts.MediaControl;

/// <summary>Messages of a control connection, one at a time.</summary>
public static class ControlReader
{
    /// <summary>Waits for the next message.</summary>
    /// <param name="input">The connection.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="null"/> at the end of the stream, also when it ends within a frame.</returns>
    /// <exception cref="InvalidDataException">The peer does not speak this protocol.</exception>
    public static async ValueTask<ControlMessage?> ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = read.Buffer;
            ControlFrameStatus status = ControlCodec.TryRead(ref buffer, out ControlMessage? message);
            switch (status)
            {
                case ControlFrameStatus.Complete:
                    input.AdvanceTo(buffer.Start);
                    return message;
                case ControlFrameStatus.Malformed:
                    input.AdvanceTo(buffer.Start);
                    throw new InvalidDataException("A frame of the control connection is malformed.");
                default:
                    input.AdvanceTo(buffer.Start, buffer.End);
                    break;
            }

            if (read.IsCompleted || read.IsCanceled)
            {
                return null;
            }
        }
    }
}
