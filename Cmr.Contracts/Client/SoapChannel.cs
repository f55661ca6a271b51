using System.Net.Http.Headers;
using System.Xml;
using Cmr.Contracts.Operations;

namespace Cmr.Contracts.Client;

/// <summary>Carries messages of the contract to one address over HTTP. Immutable; any number of calls may run at once.</summary>
/// <param name="http">Sends the requests; stays the caller's.</param>
/// <param name="address">Address of the interface, such as <c>http://127.0.0.1:8080/cmr1</c>.</param>
/// <remarks>
/// A TLS client certificate is the handler's matter: <c>new HttpClient(new SocketsHttpHandler { SslOptions = { ClientCertificates = [certificate] } })</c>;
/// <see cref="Credentials"/> then stay <see langword="null"/>.
/// </remarks>
public sealed class SoapChannel(HttpClient http, Uri address)
{
    /// <summary>The largest response taken, unpacked, in octets. Default 16 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The longest time one call may take. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The version of SOAP. Default SOAP 1.1.</summary>
    public SoapProtocol Protocol { get; init; }

    /// <summary>What every call shows; <see langword="null"/> for nothing.</summary>
    public SoapCredentials? Credentials { get; init; }

    /// <summary>Tells the creation time of UsernameTokens and measures the timeout.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The same channel with other credentials.</summary>
    /// <param name="credentials">What every call shows from now on.</param>
    /// <returns>A new channel over the same <see cref="HttpClient"/>.</returns>
    public SoapChannel With(SoapCredentials? credentials) =>
        new(http, address) { Credentials = credentials, Clock = Clock, Timeout = Timeout, MaxResponseBytes = MaxResponseBytes, Protocol = Protocol };

    /// <summary>Calls an operation.</summary>
    /// <typeparam name="TRequest">The request message.</typeparam>
    /// <typeparam name="TResponse">The response message.</typeparam>
    /// <param name="operation">The operation.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The response; its StatusCode tells the outcome.</returns>
    /// <exception cref="SoapFaultException">The service answered with a fault.</exception>
    /// <exception cref="SoapResponseException">The answer is no response of the contract.</exception>
    /// <exception cref="HttpRequestException">The service was not reached, refused the request on the HTTP level, or answered too much.</exception>
    /// <exception cref="TimeoutException">The answer took longer than <see cref="Timeout"/>.</exception>
    public async ValueTask<TResponse> CallAsync<TRequest, TResponse>(
        TypedContractOperation<TRequest, TResponse> operation, TRequest request, CancellationToken cancellationToken = default)
        where TRequest : class
        where TResponse : class
    {
        ArgumentNullException.ThrowIfNull(operation);
        using CancellationTokenSource timeout = new(Timeout, Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using HttpRequestMessage message = Envelop(operation, request);
            using HttpResponseMessage response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            CheckIsSoap(response);
            using MemoryStream content = await ResponseBody.ReadAsync(response.Content, MaxResponseBytes, either.Token).ConfigureAwait(false);
            return Open(operation, content, response);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{operation.Name} at {address} was not answered within {Timeout}", e);
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            throw new SoapResponseException($"The answer of {address} is not well-formed: {e.Message}", e);
        }
    }

    private HttpRequestMessage Envelop<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> operation, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        HttpRequestMessage message = new(HttpMethod.Post, address) { Content = ClientEnvelope.Write(operation, request, Protocol, Credentials, Clock) };
        if (Protocol == SoapProtocol.Soap11) message.Headers.TryAddWithoutValidation("SOAPAction", $"\"{operation.SoapAction}\"");
        message.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        return message;
    }

    /// <summary>A failure whose body is XML but no fault is HTTP's own word too: a proxy may have spoken.</summary>
    private TResponse Open<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> operation, MemoryStream content, HttpResponseMessage response)
        where TRequest : class
        where TResponse : class
    {
        try
        {
            return ClientEnvelope.Read(operation, content, response.StatusCode);
        }
        catch (Exception e) when (!response.IsSuccessStatusCode && e is XmlException or SoapResponseException)
        {
            throw new HttpRequestException($"{address} answered {(int)response.StatusCode} without a fault", e, response.StatusCode);
        }
    }

    /// <summary>SOAP over HTTP answers with 200, or with a fault; anything else is HTTP's own word.</summary>
    private void CheckIsSoap(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType is "text/xml" or "application/soap+xml") return;
        response.EnsureSuccessStatusCode();
        throw new SoapResponseException($"{address} answered {(int)response.StatusCode} with {response.Content.Headers.ContentType}");
    }
}
