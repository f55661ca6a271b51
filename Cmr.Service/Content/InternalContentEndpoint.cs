using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Cmr.Contracts.MediaControl;
using Cmr.Domain.Content;
using Cmr.Persistence;
using Cmr.Persistence.Content;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.ManageCmrResource;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RenderedTrack = Cmr.Domain.Content.RenderedTrack;

namespace Cmr.Service.Content;

/// <summary>Content for the media workers: they put what they rendered, get what they lack, and bind uploads to resources.</summary>
internal sealed class InternalContentEndpoint(
    ContentStore store, IDbContextFactory<CmrDbContext> contexts, InstanceKeys keys, IOptions<MediaOptions> options, ILogger<InternalContentEndpoint> logger)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const int OctetsPerFrame = 160;
    private const int MaximumBindingBytes = 64 * 1024;

    /// <summary>PUT: stores content under its hash.</summary>
    public async Task<IResult> PutAsync(HttpContext http, string sha256)
    {
        if (Reject(http, sha256) is { } rejected)
            return rejected;
        long limit = options.Value.MaximumContentBytes;
        if (http.Request.ContentLength > limit)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        // The store enforces the limit while it reads; Kestrel's own, smaller one would cut in before
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        StoreOutcome outcome = await store.PutAsync(sha256, http.Request.Body, limit, http.RequestAborted);
        return outcome switch
        {
            StoreOutcome.Stored => TypedResults.StatusCode(StatusCodes.Status201Created),
            StoreOutcome.AlreadyThere => TypedResults.Ok(),
            StoreOutcome.TooLarge => TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge),
            _ => TypedResults.BadRequest(),
        };
    }

    /// <summary>GET: the octets.</summary>
    public async Task<IResult> GetAsync(HttpContext http, string sha256)
    {
        if (Reject(http, sha256) is { } rejected)
            return rejected;
        if (await store.FindAsync(sha256, http.RequestAborted) is not { } bytes)
            return TypedResults.NotFound();
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = bytes;
        http.Response.GetTypedHeaders().ETag = new EntityTagHeaderValue($"\"{sha256}\"");
        if (HttpMethods.IsGet(http.Request.Method))
            await store.WriteToAsync(sha256, http.Response.BodyWriter, http.RequestAborted);
        return TypedResults.Empty;
    }

    /// <summary>POST: binds an upload to a resource.</summary>
    public async Task<IResult> BindAsync(HttpContext http, string resourceId)
    {
        if (!keys.IsContentAuthorization(http.Request.Headers.Authorization))
            return Unauthorized(http);
        if (await ReadAsync(http) is not { } binding || ToContent(binding) is not { } content)
            return Invalid(resourceId, "the binding is malformed");
        if (await KindOfAsync(resourceId, http.RequestAborted) is not { } kind)
            return TypedResults.NotFound();
        if (!ResourceCheck.Agrees(kind, content.OriginalMediaType))
            return Invalid(resourceId, "the content is not of the resource's MediaType");
        switch (await store.BindAsync(resourceId, content, http.RequestAborted))
        {
            case BindOutcome.Bound:
                logger.ContentBound(resourceId, content.DurationMs, content.Tracks.Length);
                return TypedResults.NoContent();
            case BindOutcome.ResourceUnknown:
                return TypedResults.NotFound();
            case BindOutcome.UploadUsed:
                return TypedResults.Conflict();
            default:
                return Invalid(resourceId, "the binding names content that is not stored, or is of another size");
        }
    }

    private static async Task<ContentBinding?> ReadAsync(HttpContext http)
    {
        // the worker streams its JSON, so the length is not known beforehand
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaximumBindingBytes;
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, ContentJsonContext.Default.ContentBinding, http.RequestAborted);
        }
        catch (Exception unusable) when (unusable is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static BoundContent? ToContent(ContentBinding binding)
    {
        var tracks = ImmutableArray.CreateBuilder<RenderedTrack>();
        foreach (Contracts.MediaControl.RenderedTrack track in binding.Tracks)
        {
            TrackEncoding? encoding = track.Encoding switch
            {
                "PCMU" => TrackEncoding.Pcmu,
                "PCMA" => TrackEncoding.Pcma,
                _ => null,
            };
            bool sound = encoding is { } known && IsHash(track.Sha256) && track.Frames > 0 && track.Bytes == track.Frames * (long)OctetsPerFrame
                && tracks.All(other => other.Encoding != known);
            if (!sound)
                return null;
            tracks.Add(new(encoding.GetValueOrDefault(), track.Sha256, track.Bytes, track.Frames));
        }
        bool valid = tracks.Count > 0 && binding.UploadId.Length is > 0 and <= 128 && IsHash(binding.Original.Sha256)
            && binding.Original.Bytes > 0 && binding.Original.MediaType.Length is > 0 and <= 128 && binding.DurationMs > 0;
        return valid
            ? new(binding.UploadId, binding.Original.Sha256, binding.Original.MediaType, binding.Original.Bytes, binding.DurationMs, tracks.DrainToImmutable())
            : null;
    }

    private async Task<ResourceMediaType?> KindOfAsync(string resourceId, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        ResourceRow? row = await context.Resources.AsNoTracking().SingleOrDefaultAsync(r => r.ResourceId == resourceId && r.WithdrawnAt == null, cancellationToken);
        return row?.MediaType;
    }

    private IResult? Reject(HttpContext http, string sha256)
    {
        if (!keys.IsContentAuthorization(http.Request.Headers.Authorization))
            return Unauthorized(http);
        return IsHash(sha256) ? null : TypedResults.BadRequest();
    }

    private UnauthorizedHttpResult Unauthorized(HttpContext http)
    {
        logger.ContentDenied(http.Request.Method, http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        return TypedResults.Unauthorized();
    }

    private UnprocessableEntity Invalid(string resourceId, string reason)
    {
        logger.BindingRefused(resourceId, reason);
        return TypedResults.UnprocessableEntity();
    }

    private static bool IsHash(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept(HexDigits);
}
