using Cmr.Contracts.MediaControl;
using Cmr.Media.Content;
using Cmr.Media.Playout;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Ingest;

/// <summary>The way of one upload: ticket, declaration, body, probe, rendering, publishing. Whatever the end, nothing stays in the workspace.</summary>
internal sealed class IngestPipeline(
    UploadReceiver receiver,
    UploadFolder folder,
    RenderQueue queue,
    Ffmpeg ffmpeg,
    ContentPublisher publisher,
    TrackStore tracks,
    IOptions<IngestOptions> options)
{
    // ENOSPC and EDQUOT, which the runtime hands on as they are
    private static readonly int[] DiskFull = [28, 122];

    /// <summary>Takes one upload whose ticket is good.</summary>
    public async Task<IngestStep<UploadReceipt>> RunAsync(UploadRequest request, Stream body, CancellationToken cancellationToken)
    {
        IngestStep<AudioFormat> checkedDeclaration = receiver.CheckDeclaration(request);
        if (!checkedDeclaration.Succeeded(out AudioFormat? declared))
        {
            return checkedDeclaration.As<UploadReceipt>();
        }

        try
        {
            using UploadWorkspace workspace = folder.Create();
            IngestStep<ReceivedFile> received = await receiver.ReceiveAsync(body, declared, workspace.Original, cancellationToken);
            return received.Succeeded(out ReceivedFile? file)
                ? await TakeTurnAsync(request, file, workspace, cancellationToken)
                : received.As<UploadReceipt>();
        }
        catch (IOException e) when (IsDiskFull(e))
        {
            return (UploadProblem.StorageFull, "The media worker's disk is full");
        }
    }

    /// <summary>Tells whether writing failed for want of room.</summary>
    public static bool IsDiskFull(IOException e) => DiskFull.Contains(e.HResult);

    private async Task<IngestStep<UploadReceipt>> TakeTurnAsync(UploadRequest request, ReceivedFile file, UploadWorkspace workspace, CancellationToken cancellationToken)
    {
        if (!await queue.TryEnterAsync(cancellationToken))
        {
            return (UploadProblem.Busy, "Too many files are being rendered; come again in a few seconds");
        }

        IngestStep<IReadOnlyList<Rendition>> rendered;
        try
        {
            rendered = await RenderAsync(file, workspace, cancellationToken);
        }
        finally
        {
            queue.Leave();
        }

        return rendered.Succeeded(out IReadOnlyList<Rendition>? renditions)
            ? await PublishAsync(request, file, workspace, renditions, cancellationToken)
            : rendered.As<UploadReceipt>();
    }

    private async Task<IngestStep<IReadOnlyList<Rendition>>> RenderAsync(ReceivedFile file, UploadWorkspace workspace, CancellationToken cancellationToken)
    {
        IngestStep<TimeSpan> probed = await ffmpeg.ProbeAsync(workspace.Original, file.Format, cancellationToken);
        if (!probed.Succeeded(out TimeSpan stated))
        {
            return probed.As<IReadOnlyList<Rendition>>();
        }

        if (stated > options.Value.MaxDuration + TimeSpan.FromMilliseconds(G711.FrameMs))
        {
            return TooLong();
        }

        IngestStep<bool> rendered = await ffmpeg.RenderAsync(workspace, file.Format, cancellationToken);
        if (!rendered.Succeeded(out _))
        {
            return rendered.As<IReadOnlyList<Rendition>>();
        }

        Rendition pcmu = await TrackFiles.ReadAsync(workspace.Pcmu, G711Encoding.Pcmu, cancellationToken);
        Rendition pcma = await TrackFiles.ReadAsync(workspace.Pcma, G711Encoding.Pcma, cancellationToken);
        if (pcmu.Track.Frames == 0)
        {
            return (UploadProblem.Unreadable, "The file holds no sound");
        }

        // The playing time that a file states may be anything; what was rendered tells
        if (DurationMs(pcmu) > options.Value.MaxDuration.TotalMilliseconds + G711.FrameMs)
        {
            return TooLong();
        }

        return new IngestStep<IReadOnlyList<Rendition>>([pcmu, pcma], null, string.Empty);
    }

    private async Task<IngestStep<UploadReceipt>> PublishAsync(
        UploadRequest request, ReceivedFile file, UploadWorkspace workspace, IReadOnlyList<Rendition> renditions, CancellationToken cancellationToken)
    {
        RenderedTrack[] described = [.. renditions.Select(rendition => rendition.Track)];
        var original = new OriginalContent(file.Sha256, file.Format.MediaType, file.Length);
        var binding = new ContentBinding(request.Ticket.UploadId, request.Ticket.Expires, original, DurationMs(renditions[0]), described);
        IngestStep<bool> published = await publisher.PublishAsync(request.Ticket.ResourceId, binding, workspace.Original, renditions, cancellationToken);
        if (!published.Succeeded(out _))
        {
            return published.As<UploadReceipt>();
        }

        foreach (Rendition rendition in renditions)
        {
            await tracks.AddAsync(rendition.Track.Sha256, rendition.Octets, cancellationToken);
        }

        return new UploadReceipt(request.Ticket.ResourceId, file.Sha256, binding.DurationMs, described);
    }

    private (UploadProblem Problem, string Reason) TooLong() => (UploadProblem.TooLong, $"The file plays longer than {options.Value.MaxDuration.TotalSeconds:0.###} s");

    private static long DurationMs(Rendition rendition) => (long)rendition.Track.Frames * G711.FrameMs;
}
