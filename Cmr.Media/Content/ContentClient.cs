using System.Net;
using System.Net.Http.Headers;
using Cmr.Contracts.MediaControl;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Content;

/// <summary>The internal content endpoint of the service, where originals and renditions live.</summary>
internal sealed class ContentClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly int _maximumTrackBytes;

    public ContentClient(IOptions<ContentOptions> options, InstanceKeys keys)
    {
        _maximumTrackBytes = options.Value.MaximumTrackBytes;
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = options.Value.ServiceUrl,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", keys.ContentToken);
    }

    /// <summary>Gets a blob.</summary>
    /// <returns><see langword="null"/> when the service does not have it.</returns>
    /// <exception cref="HttpRequestException">The service cannot be reached, answers otherwise, or sends more than is allowed.</exception>
    public async Task<byte[]?> GetAsync(string sha256, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, BlobPath(sha256));
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(_maximumTrackBytes, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>Puts a blob.</summary>
    /// <returns>The service's status.</returns>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    public async Task<HttpStatusCode> PutAsync(string sha256, Stream octets, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(octets) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentLength = octets.Length } };
        using HttpResponseMessage response = await _http.PutAsync(BlobPath(sha256), content, cancellationToken);
        return response.StatusCode;
    }

    /// <summary>Ties blobs to their resource.</summary>
    /// <returns>The service's status.</returns>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    public async Task<HttpStatusCode> BindAsync(string resourceId, ContentBinding binding, CancellationToken cancellationToken)
    {
        var path = new Uri($"internal/resources/{Uri.EscapeDataString(resourceId)}/content", UriKind.Relative);
        using HttpResponseMessage response = await _http.PostAsJsonAsync(path, binding, ContentJsonContext.Default.ContentBinding, cancellationToken);
        return response.StatusCode;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static Uri BlobPath(string sha256) => new($"internal/content/{sha256}", UriKind.Relative);
}
