using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Cmr.Tests.Contracts.Client;

/// <summary>Answers every request with what the test says and keeps the last one.</summary>
internal sealed class ScriptedHandler(HttpStatusCode status, string content, string mediaType = "text/xml") : HttpMessageHandler
{
    public string LastBody { get; private set; } = string.Empty;

    public HttpRequestMessage? LastRequest { get; private set; }

    /// <summary>Whether the answer comes gzipped.</summary>
    public bool Gzip { get; init; }

    /// <summary>When set, no answer comes before it completes.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        LastRequest = request;
        LastBody = await request.Content!.ReadAsStringAsync(cancellationToken); // a call has a body
        await Gate.WaitAsync(cancellationToken);
        return new HttpResponseMessage(status) { Content = Gzip ? Packed() : new StringContent(content, Encoding.UTF8, mediaType) };
    }

    private ByteArrayContent Packed()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(content));
        return new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType), ContentEncoding = { "gzip" } } };
    }
}
