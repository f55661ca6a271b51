using System.Globalization;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Content;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Cmr.Media.Delivery;

/// <summary>
/// <c>GET /content/{resourceId}?content=…&amp;type=…&amp;expires=…&amp;sig=…</c>, with HEAD, ranges and conditions (RFC 9110 §13 and §14).
/// Only signed addresses lead anywhere; there is no list, and a forged address says nothing of what exists.
/// </summary>
internal sealed class DeliveryEndpoint(OriginalStore store, InstanceKeys keys, TimeProvider clock, IOptions<DeliveryOptions> options, ILogger<DeliveryEndpoint> logger)
{
    private const string RetryAfterSeconds = "2";

    private int _running;

    /// <summary>Whether a request is for this endpoint.</summary>
    public static bool IsFor(HttpContext context) => context.Request.Path.Value?.StartsWith(DeliveryTicket.PathPrefix, StringComparison.Ordinal) is true;

    /// <summary>Serves one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return;
        }

        if (Read(context) is not (DeliveryTicket ticket, string signature) || ticket.Verify(signature, keys.DeliveryKey, clock.GetUtcNow()) is not UploadTicketVerdict.Valid)
        {
            logger.FetchRefused("the address is forged or has expired");
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _running) > options.Value.Concurrent)
            {
                TryLater(context, ticket, "too many fetches");
                return;
            }

            await ServeAsync(context, ticket);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    // From the target as it came: the decoded path no longer tells %2F in a name from a slash
    private static (DeliveryTicket Ticket, string Signature)? Read(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        string path = target.Split('?')[0];
        IQueryCollection query = context.Request.Query;
        string sha256 = query["content"].ToString();
        string mediaType = query["type"].ToString();
        bool sound = path.StartsWith(DeliveryTicket.PathPrefix, StringComparison.Ordinal)
            && ContentHash.IsValid(sha256)
            && MediaTypeHeaderValue.TryParse(mediaType, out _)
            && long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (!sound)
        {
            return null;
        }

        long expires = long.Parse(query["expires"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
        string resourceId = Uri.UnescapeDataString(path[DeliveryTicket.PathPrefix.Length..]);
        return (new DeliveryTicket(resourceId, sha256, mediaType, expires), query["sig"].ToString());
    }

    private async Task ServeAsync(HttpContext context, DeliveryTicket ticket)
    {
        byte[]? octets;
        try
        {
            octets = await store.GetAsync(ticket.Sha256, context.RequestAborted);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            TryLater(context, ticket, e.Message);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (octets is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        long left = Math.Max(0, ticket.Expires - clock.GetUtcNow().ToUnixTimeSeconds());
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={left}");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await TypedResults.Bytes(octets, ticket.MediaType, entityTag: new EntityTagHeaderValue($"\"{ticket.Sha256}\""), enableRangeProcessing: true).ExecuteAsync(context);
        logger.ContentServed(ticket.Sha256, octets.Length);
    }

    private void TryLater(HttpContext context, DeliveryTicket ticket, string reason)
    {
        logger.ContentUnavailable(ticket.Sha256, reason);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
    }
}
