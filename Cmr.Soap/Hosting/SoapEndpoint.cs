using System.Buffers;
using System.Net;
using System.Runtime.InteropServices;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Envelope;
using Cmr.Soap.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Cmr.Soap.Hosting;

/// <summary>Serves one service over HTTP: POST calls an operation, GET shows what there is. What is no SOAP at all ends here, with a status code.</summary>
internal sealed class SoapEndpoint(
    SoapService service, SoapOptions options, XmlPool pool, RequestGate gate, TimeProvider clock, ILogger<SoapService> logger)
{
    private const string Methods = "GET, HEAD, OPTIONS, POST";

    private readonly EnvelopeHandler _soap11 = new(service, SoapVersion.Soap11, options, pool, clock, logger);
    private readonly EnvelopeHandler _soap12 = new(service, SoapVersion.Soap12, options, pool, clock, logger);
    private readonly BodyReader _bodies = new(options, clock);
    private readonly MetadataPages _pages = new(service);

    public Task HandleAsync(HttpContext http)
    {
        string method = http.Request.Method;
        if (HttpMethods.IsPost(method)) return CallAsync(http);
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) return _pages.ServeAsync(http);
        http.Response.Headers.Allow = Methods;
        if (!HttpMethods.IsOptions(method)) return RefuseAsync(http, HttpStatusCode.MethodNotAllowed, "use POST to call an operation");
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task CallAsync(HttpContext http)
    {
        SoapExchange exchange = new(service, http, clock.GetTimestamp());
        try
        {
            await CallAsync(exchange);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(exchange, (HttpStatusCode)e.StatusCode, e.Message);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            http.Abort(); // the client went away; nobody is left to answer
        }
        finally
        {
            service.Observer?.Completed(exchange);
        }
    }

    private Task CallAsync(SoapExchange exchange)
    {
        IHeaderDictionary request = exchange.Http.Request.Headers;
        IHeaderDictionary response = exchange.Http.Response.Headers;
        if (RequestMediaType.Read(exchange.Http.Request.ContentType) is not { } type)
        {
            response["Accept-Post"] = $"{SoapVersion.Soap11.MediaType}, {SoapVersion.Soap12.MediaType}";
            return RefuseAsync(exchange, HttpStatusCode.UnsupportedMediaType, $"the Content-Type must be {RequestMediaType.Accepted}");
        }

        if (ContentCoding.IsPacked(request.ContentEncoding) is not { } isPacked)
        {
            response.AcceptEncoding = ContentCoding.Gzip;
            return RefuseAsync(exchange, HttpStatusCode.UnsupportedMediaType, "the Content-Encoding must be gzip, or none");
        }

        return IsKnownExpectation(request.Expect)
            ? ReadAsync(exchange, type, isPacked)
            : RefuseAsync(exchange, HttpStatusCode.ExpectationFailed, "the only expectation that can be met is 100-continue");
    }

    private async Task ReadAsync(SoapExchange exchange, RequestMediaType type, bool isPacked)
    {
        (BodyOutcome outcome, ReadOnlySequence<byte> body) = await _bodies.ReadAsync(exchange.Http.Request);
        if (outcome != BodyOutcome.Complete)
        {
            await RefuseAsync(exchange, outcome);
        }
        else if (!gate.TryEnter())
        {
            exchange.Http.Request.BodyReader.AdvanceTo(body.End);
            exchange.Http.Response.Headers.RetryAfter = "1";
            await RefuseAsync(exchange, HttpStatusCode.ServiceUnavailable, "too many requests at once; try again");
        }
        else
        {
            try
            {
                await AnswerAsync(exchange, type, isPacked, body);
            }
            finally
            {
                gate.Leave();
            }
        }
    }

    private async Task AnswerAsync(SoapExchange exchange, RequestMediaType type, bool isPacked, ReadOnlySequence<byte> body)
    {
        byte[]? rented = null;
        try
        {
            if (isPacked)
            {
                BodyOutcome outcome = GzipBody.Unpack(body, options, out ArraySegment<byte> unpacked);
                rented = unpacked.Array;
                exchange.Http.Request.BodyReader.AdvanceTo(body.End);
                if (outcome == BodyOutcome.Complete) await HandlerOf(type).AnswerAsync(exchange, unpacked, null, type.Charset);
                else await RefuseAsync(exchange, outcome);
                return;
            }

            if (!body.IsSingleSegment || !MemoryMarshal.TryGetArray(body.First, out ArraySegment<byte> document))
            {
                rented = ArrayPool<byte>.Shared.Rent((int)body.Length); // BodyReader bounds the length
                body.CopyTo(rented);
                document = new ArraySegment<byte>(rented, 0, (int)body.Length);
            }

            await HandlerOf(type).AnswerAsync(exchange, document, body.End, type.Charset);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private EnvelopeHandler HandlerOf(RequestMediaType type) => type.Version == SoapVersion.Soap11 ? _soap11 : _soap12;

    private static bool IsKnownExpectation(StringValues expect) =>
        expect.Count == 0 || expect.ToString().Equals("100-continue", StringComparison.OrdinalIgnoreCase);

    private Task RefuseAsync(SoapExchange exchange, BodyOutcome outcome) => outcome switch
    {
        BodyOutcome.TooLarge => RefuseAsync(exchange, HttpStatusCode.RequestEntityTooLarge, $"the body is larger than {options.MaxRequestBytes} octets, or packed more than {options.MaxUnpackRatio} times"),
        BodyOutcome.TooSlow => RefuseAsync(exchange, HttpStatusCode.RequestTimeout, "the body took too long"),
        _ => RefuseAsync(exchange, HttpStatusCode.BadRequest, "the body is not coded in the way that its header says, or was cut short"),
    };

    private Task RefuseAsync(SoapExchange exchange, HttpStatusCode status, string reason)
    {
        exchange.Refusal = reason;
        return RefuseAsync(exchange.Http, status, reason);
    }

    private Task RefuseAsync(HttpContext http, HttpStatusCode status, string reason)
    {
        logger.RequestRefused(service.Name, http.Peer(), reason);
        if (http.Response.HasStarted) return Task.CompletedTask;
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        if (status is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.RequestTimeout or HttpStatusCode.BadRequest) http.Response.Headers.Connection = "close";
        return http.Response.WriteAsync(reason + "\n", http.RequestAborted);
    }
}
