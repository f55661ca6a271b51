using System.IO.Pipelines;

namespace Cmr.Sip.MediaClient;

/// <summary>A stream with pipes over both directions.</summary>
internal sealed class StreamPipe(Stream stream) : IDuplexPipe
{
    /// <inheritdoc/>
    public PipeReader Input { get; } = PipeReader.Create(stream);

    /// <inheritdoc/>
    public PipeWriter Output { get; } = PipeWriter.Create(stream);
}
