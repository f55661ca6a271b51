using System.Globalization;
using Cmr.Contracts.MediaControl;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Cmr.Media.Ingest;

/// <summary><c>PUT /upload/{resourceId}?id=…&amp;expires=…&amp;sig=…</c>.</summary>
internal sealed class UploadEndpoint(IngestPipeline pipeline, InstanceKeys keys, TimeProvider clock, IngestMetrics metrics, IOptions<IngestOptions> options, ILogger<UploadEndpoint> logger)
{
    private const string RetryAfterSeconds = "5";
    private const int LoggedNameLength = 100;

    private int _uploads;

    /// <summary>Serves one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (ResourceId(context) is not string resourceId)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!HttpMethods.IsPut(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Put;
            return;
        }

        await HandleAsync(context, resourceId);
    }

    private async Task HandleAsync(HttpContext context, string resourceId)
    {
        UploadRequest request = Read(context, resourceId);
        long startedAt = clock.GetTimestamp();
        IngestStep<UploadReceipt> outcome = await AdmitAsync(context, request);
        if (context.RequestAborted.IsCancellationRequested)
        {
            logger.UploadAborted(Printable(resourceId));
        }
        else if (outcome.Succeeded(out UploadReceipt? receipt))
        {
            metrics.Taken();
            logger.UploadTaken(Printable(resourceId), receipt.DurationMs, clock.GetElapsedTime(startedAt).TotalMilliseconds);
            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsJsonAsync(receipt, ContentJsonContext.Default.UploadReceipt, cancellationToken: context.RequestAborted);
        }
        else
        {
            await RefuseAsync(context, resourceId, outcome.Problem ?? UploadProblem.Unreadable, outcome.Reason);
        }
    }

    // From the target as it came: the decoded path no longer tells %2F in a name from a slash
    private static string? ResourceId(HttpContext context)
    {
        const string Prefix = "/upload/";
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        string path = target.Split('?')[0];
        return path.Length > Prefix.Length && path.StartsWith(Prefix, StringComparison.Ordinal) && path.IndexOf('/', Prefix.Length) < 0
            ? Uri.UnescapeDataString(path[Prefix.Length..])
            : null;
    }

    // A line feed in a name must not make two lines of the log
    private static string Printable(string resourceId) =>
        string.Concat(resourceId.Take(LoggedNameLength).Select(character => char.IsControl(character) ? '?' : character));

    private static UploadRequest Read(HttpContext context, string resourceId)
    {
        IQueryCollection query = context.Request.Query;
        _ = long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out long expires);
        var ticket = new UploadTicket(resourceId, query["id"].ToString(), expires);
        string? declared = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type) ? type.MediaType.Value : null;
        return new UploadRequest(ticket, query["sig"], declared, context.Request.ContentLength);
    }

    private async Task<IngestStep<UploadReceipt>> AdmitAsync(HttpContext context, UploadRequest request)
    {
        switch (request.Ticket.Verify(request.Signature, keys.UploadKey, clock.GetUtcNow()))
        {
            case UploadTicketVerdict.Forged:
                return (UploadProblem.TicketForged, "The upload URL is not one that this instance gave out");
            case UploadTicketVerdict.Expired:
                return (UploadProblem.TicketExpired, "The upload URL has expired; ask for another");
        }

        try
        {
            return Interlocked.Increment(ref _uploads) > options.Value.ConcurrentUploads
                ? (UploadProblem.Busy, "Too many uploads; come again in a few seconds")
                : await RunAsync(context, request);
        }
        finally
        {
            Interlocked.Decrement(ref _uploads);
        }
    }

    private async Task<IngestStep<UploadReceipt>> RunAsync(HttpContext context, UploadRequest request)
    {
        // The pipeline counts by itself, so that it can give the reason
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        try
        {
            return await pipeline.RunAsync(request, context.Request.Body, context.RequestAborted);
        }
        catch (Exception e) when (e is BadHttpRequestException or OperationCanceledException or Microsoft.AspNetCore.Connections.ConnectionResetException)
        {
            return (UploadProblem.Incomplete, "The body ended too early");
        }
    }

    private async Task RefuseAsync(HttpContext context, string resourceId, UploadProblem problem, string reason)
    {
        (int status, string error) = UploadProblems.Describe(problem);
        metrics.Refused(error);
        logger.UploadRefused(Printable(resourceId), error, reason);
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await context.Response.WriteAsJsonAsync(new UploadRefusal(error, reason), ContentJsonContext.Default.UploadRefusal, cancellationToken: context.RequestAborted);
    }
}
