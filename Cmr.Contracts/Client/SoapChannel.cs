using System.Net;
using System.Net.Http.Headers;
using System.Xml;
using Cmr.Contracts.Operations;

namespace Cmr.Contracts.Client;

/// <summary>Carries messages of the contract to one address over HTTP. Immutable; any number of calls may run at once.</summary>
/// <param name="http">Sends the requests; stays the caller's.</param>
/// <param name="address">Address of the interface, such as <c>http://127.0.0.1:8080/cmr1</c>.</param>
public sealed class SoapChannel(HttpClient http, Uri address)
{
    /// <summary>The largest response taken, in octets. Default 16 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The longest time one call may take. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What every call shows; <see langword="null"/> for nothing.</summary>
    public SoapCredentials? Credentials { get; init; }

    /// <summary>Tells the creation time of UsernameTokens and measures the timeout.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The same channel with other credentials.</summary>
    /// <param name="credentials">What every call shows from now on.</param>
    /// <returns>A new channel over the same <see cref="HttpClient"/>.</returns>
    public SoapChannel With(SoapCredentials? credentials) =>
        new(http, address) { Credentials = credentials, Clock = Clock, Timeout = Timeout, MaxResponseBytes = MaxResponseBytes };

    /// <summary>Calls an operation.</summary>
    /// <typeparam name="TRequest">The request message.</typeparam>
    /// <typeparam name="TResponse">The response message.</typeparam>
    /// <param name="operation">The operation.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The response; its StatusCode tells the outcome.</returns>
    /// <exception cref="SoapFaultException">The service answered with a fault.</exception>
    /// <exception cref="SoapResponseException">The answer is no response of the contract.</exception>
    /// <exception cref="HttpRequestException">The service was not reached, or refused the request on the HTTP level.</exception>
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
            using HttpRequestMessage message = new(HttpMethod.Post, address) { Content = new ByteArrayContent(ClientEnvelope.Write(operation, request, Credentials, Clock)) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
            message.Headers.TryAddWithoutValidation("SOAPAction", $"\"{operation.SoapAction}\"");
            using HttpResponseMessage response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            byte[] content = await ReadAsync(response, either.Token).ConfigureAwait(false);
            return ClientEnvelope.Read(operation, content, response.StatusCode);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{operation.Name} at {address} was not answered within {Timeout}", e);
        }
        catch (XmlException e)
        {
            throw new SoapResponseException($"The answer of {address} is not well-formed: {e.Message}", e);
        }
    }

    /// <summary>SOAP over HTTP answers with 200, or 500 and a fault; anything else is HTTP's own word.</summary>
    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        bool isXml = response.Content.Headers.ContentType?.MediaType == "text/xml";
        if (!isXml || response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.InternalServerError))
        {
            response.EnsureSuccessStatusCode();
            throw new SoapResponseException($"{address} answered {(int)response.StatusCode} with {response.Content.Headers.ContentType}");
        }

        await response.Content.LoadIntoBufferAsync(MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }
}
