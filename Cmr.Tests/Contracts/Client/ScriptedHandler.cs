using System.Net;
using System.Text;

namespace Cmr.Tests.Contracts.Client;

/// <summary>Answers every request with what the test says and keeps the last one.</summary>
internal sealed class ScriptedHandler(HttpStatusCode status, string content, string mediaType = "text/xml") : HttpMessageHandler
{
    public string LastBody { get; private set; } = string.Empty;

    public HttpRequestMessage? LastRequest { get; private set; }

    /// <summary>When set, no answer comes before it completes.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        LastRequest = request;
        LastBody = await request.Content!.ReadAsStringAsync(cancellationToken); // a call has a body
        await Gate.WaitAsync(cancellationToken);
        return new HttpResponseMessage(status) { Content = new StringContent(content, Encoding.UTF8, mediaType) };
    }
}
