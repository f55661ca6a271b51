using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Cmr.Soap.Hosting;

/// <summary>Reads a whole request body within bounds of size and time.</summary>
internal sealed class BodyReader(SoapOptions options, TimeProvider clock)
{
    /// <summary>Reads to the end of the body.</summary>
    /// <returns>The body, which stays valid until the request's reader is advanced.</returns>
    public async ValueTask<(BodyOutcome Outcome, ReadOnlySequence<byte> Body)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > options.MaxRequestBytes) return (BodyOutcome.TooLarge, default);
        PipeReader reader = request.BodyReader;
        CancellationTokenSource? timeout = null;
        try
        {
            while (true)
            {
                // Most bodies arrive with their headers; only those that do not pay for a timer
                if (!reader.TryRead(out ReadResult read))
                {
                    timeout ??= new CancellationTokenSource(options.BodyTimeout, clock);
                    read = await reader.ReadAsync(timeout.Token);
                }

                if (read.Buffer.Length > options.MaxRequestBytes) return (BodyOutcome.TooLarge, default);
                if (read.IsCompleted) return (BodyOutcome.Complete, read.Buffer);
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (timeout is { IsCancellationRequested: true })
        {
            return (BodyOutcome.TooSlow, default);
        }
        catch (IOException e) when (e is not (BadHttpRequestException or ConnectionResetException))
        {
            return (BodyOutcome.Damaged, default); // such as the size of a chunk that overflows
        }
        finally
        {
            timeout?.Dispose();
        }
    }
}
