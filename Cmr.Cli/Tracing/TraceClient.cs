using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Cmr.Contracts.MediaControl;

namespace Cmr.Cli.Tracing;

/// <summary>Asks the SIP process of an instance for messages as they pass. The trace ends there when the connection does.</summary>
internal sealed class TraceClient(Uri health, InstanceKeys keys) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Reads until the trace is over.</summary>
    /// <param name="query">What to trace, as a query.</param>
    /// <param name="began">Told once the process has taken it on.</param>
    /// <param name="cancellationToken">Ends the trace.</param>
    /// <exception cref="HttpRequestException">The process does not answer, or not with a trace; the message says why.</exception>
    public async IAsyncEnumerable<TracedMessage> ReadAsync(string query, Action began, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(health, "/trace?" + query));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys.ManagementToken);
        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException(await ExplainAsync(answer, cancellationToken));
        began();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, TraceJson.Default.TracedMessage) is { } message) yield return message;
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> ExplainAsync(HttpResponseMessage answer, CancellationToken cancellationToken) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => "the SIP process does not accept the key of this instance",
        HttpStatusCode.TooManyRequests => "too many traces run already; end one of them",
        _ => await answer.Content.ReadAsStringAsync(cancellationToken),
    };
}
