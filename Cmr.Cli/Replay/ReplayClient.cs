using System.Net.Sockets;

namespace Cmr.Cli.Replay;

/// <summary>Sends requests and reads whole answers, with limits on time and size.</summary>
internal sealed class ReplayClient : IDisposable
{
    private const long MaxAnswerOctets = 16 * 1024 * 1024;
    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;

    public ReplayClient(TimeSpan timeout, TrustedCertificates? trusted = null)
    {
        _timeout = timeout;
        // a redirect is an answer too, and credentials must not follow one
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
        if (trusted is not null) handler.SslOptions.RemoteCertificateValidationCallback = trusted.Accepts;
        _http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerOctets,
        };
    }

    /// <summary>Sends and waits for the whole answer.</summary>
    /// <exception cref="UnreachableException">There was no connection.</exception>
    /// <exception cref="HttpRequestException">The answer broke off or is too large.</exception>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, limit.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(limit.Token);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers)) headers[name] = string.Join(", ", values);
            return new HttpAnswer((int)response.StatusCode, headers, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_timeout.TotalSeconds:0} s");
        }
        catch (HttpRequestException failed) when (failed.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            || failed.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            throw new UnreachableException($"{request.RequestUri?.GetLeftPart(UriPartial.Authority)} is not reachable: {CauseOf(failed)}");
        }
    }

    // "see inner exception" is no help on a terminal
    private static string CauseOf(HttpRequestException failed) =>
        failed.InnerException is { } cause && !failed.Message.Contains(cause.Message, StringComparison.Ordinal) ? $"{failed.Message} {cause.Message}" : failed.Message;

    public void Dispose() => _http.Dispose();
}
