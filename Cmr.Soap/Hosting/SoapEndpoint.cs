using System.Buffers;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Xml;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Envelope;
using Cmr.Soap.Faults;
using Cmr.Soap.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cmr.Soap.Hosting;

/// <summary>Serves one service: POST calls an operation, GET shows what there is.</summary>
internal sealed class SoapEndpoint(SoapService service, SoapOptions options, XmlPool pool, TimeProvider clock, ILogger<SoapService> logger)
{
    private readonly SoapVersion _version = SoapVersion.Soap11;
    private readonly SoapEnvelopeReader _reader = new(service, SoapVersion.Soap11);
    private readonly SoapEnvelopeWriter _writer = new(SoapVersion.Soap11);
    private readonly BodyReader _bodies = new(options, clock);
    private readonly MetadataPages _pages = new(service);

    public Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method)) return CallAsync(http);
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return _pages.ServeAsync(http);
        http.Response.Headers.Allow = "GET, HEAD, POST";
        return RefuseAsync(http, HttpStatusCode.MethodNotAllowed, "use POST to call an operation");
    }

    private async Task CallAsync(HttpContext http)
    {
        SoapExchange exchange = new(service, http, clock.GetTimestamp());
        try
        {
            await CallAsync(exchange);
        }
        finally
        {
            service.Observer?.Completed(exchange);
        }
    }

    private async Task CallAsync(SoapExchange exchange)
    {
        HttpContext http = exchange.Http;
        if (!ContentTypeCheck.Accepts(http.Request.ContentType, _version))
        {
            await RefuseAsync(exchange, HttpStatusCode.UnsupportedMediaType, $"the Content-Type must be {_version.MediaType}, UTF-8 or UTF-16");
            return;
        }

        try
        {
            (BodyOutcome outcome, ReadOnlySequence<byte> body) = await _bodies.ReadAsync(http.Request);
            switch (outcome)
            {
                case BodyOutcome.TooLarge:
                    await RefuseAsync(exchange, HttpStatusCode.RequestEntityTooLarge, $"the body is larger than {options.MaxRequestBytes} octets");
                    break;
                case BodyOutcome.TooSlow:
                    await RefuseAsync(exchange, HttpStatusCode.RequestTimeout, "the body took too long");
                    break;
                default:
                    await AnswerAsync(exchange, body);
                    break;
            }
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(exchange, (HttpStatusCode)e.StatusCode, e.Message);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            http.Abort(); // the client went away; nobody is left to answer
        }
    }

    private async Task AnswerAsync(SoapExchange exchange, ReadOnlySequence<byte> body)
    {
        HttpContext http = exchange.Http;
        PooledXmlWriter response = pool.RentWriter();
        try
        {
            SoapFault? fault = TryParse(http, body, out SoapRequest request);
            http.Request.BodyReader.AdvanceTo(body.End);
            fault ??= await ExecuteAsync(exchange, request, response);
            exchange.Fault = fault;
            if (fault is not null) WriteFault(http, response, fault);
            else http.Response.StatusCode = StatusCodes.Status200OK;
            http.Response.ContentType = _version.ContentType;
            http.Response.ContentLength = response.Output.Written.Length;
            await http.Response.BodyWriter.WriteAsync(response.Output.Written, http.RequestAborted);
        }
        finally
        {
            pool.Return(response);
        }
    }

    /// <summary>Reads the whole document, so that a request cut short changes nothing.</summary>
    private SoapFault? TryParse(HttpContext http, in ReadOnlySequence<byte> body, out SoapRequest request)
    {
        request = default;
        byte[]? copy = null;
        XmlDictionaryReader? reader = null;
        try
        {
            if (!body.IsSingleSegment || !MemoryMarshal.TryGetArray(body.First, out ArraySegment<byte> document))
            {
                copy = ArrayPool<byte>.Shared.Rent((int)body.Length); // BodyReader bounds the length
                body.CopyTo(copy);
                document = new ArraySegment<byte>(copy, 0, (int)body.Length);
            }

            if (CharacterReferences.FindForbidden(document)) return new SoapFault(SoapFaultCode.Client, "The request has a reference to a character that XML forbids");
            reader = pool.RentReader(document);
            request = ReadTwice(reader, document);
            return null;
        }
        catch (SoapFaultException e)
        {
            return e.Fault;
        }
        catch (XmlException e)
        {
            return new SoapFault(SoapFaultCode.Client, $"The request is not well-formed or breaks a limit: {e.Message}");
        }
        catch (Exception e)
        {
            // Reading has no effects, so whatever it throws is about the document: the framework's reader
            // answers some malformed names with an ArgumentException
            logger.RequestUnreadable(service.Name, Peer(http), e);
            return new SoapFault(SoapFaultCode.Client, "The request is not well-formed");
        }
        finally
        {
            if (reader is not null) pool.Return(reader);
            if (copy is not null) ArrayPool<byte>.Shared.Return(copy);
        }
    }

    /// <summary>Reads, and reads again with a fresh table of names if that failed: earlier documents may have filled it.</summary>
    private SoapRequest ReadTwice(XmlDictionaryReader reader, ArraySegment<byte> document)
    {
        try
        {
            return _reader.Read(reader);
        }
        catch (XmlException)
        {
            pool.Restart(reader, document);
            return _reader.Read(reader);
        }
    }

    private async ValueTask<SoapFault?> ExecuteAsync(SoapExchange exchange, SoapRequest request, PooledXmlWriter response)
    {
        HttpContext http = exchange.Http;
        SoapContext context = new(service, request.Operation, request.Headers, http);
        exchange.Context = context;
        try
        {
            if (service.Authenticator is { } authenticator) context.Identity = await authenticator.AuthenticateAsync(context, http.RequestAborted);
            _writer.WriteResponse(response, request.Operation, await request.Operation.ExecuteAsync(request.Input, context, http.RequestAborted));
            return null;
        }
        catch (SoapFaultException e)
        {
            return e.Fault;
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            string incidentId = RandomNumberGenerator.GetHexString(12, lowercase: true);
            logger.OperationFailed(incidentId, request.Operation.Name, service.Name, e);
            return AnswerIncident(request, response, incidentId);
        }
    }

    private SoapFault? AnswerIncident(SoapRequest request, PooledXmlWriter response, string incidentId)
    {
        SoapFault fault = new(SoapFaultCode.Server, $"Unforeseen failure, incident {incidentId}");
        try
        {
            if (request.Operation.AnswerFailure(request.Input, incidentId) is not { } output) return fault;
            response.Reset();
            _writer.WriteResponse(response, request.Operation, output);
            return null;
        }
        catch (Exception e)
        {
            logger.OperationFailed(incidentId, request.Operation.Name, service.Name, e);
            return fault;
        }
    }

    private void WriteFault(HttpContext http, PooledXmlWriter response, SoapFault fault)
    {
        if (fault.Code != SoapFaultCode.Server) logger.RequestRefused(service.Name, Peer(http), fault.Reason);
        response.Reset();
        _writer.WriteFault(response, fault);
        http.Response.StatusCode = _version.FaultStatus;
    }

    private Task RefuseAsync(SoapExchange exchange, HttpStatusCode status, string reason)
    {
        exchange.Refusal = reason;
        return RefuseAsync(exchange.Http, status, reason);
    }

    private Task RefuseAsync(HttpContext http, HttpStatusCode status, string reason)
    {
        logger.RequestRefused(service.Name, Peer(http), reason);
        if (http.Response.HasStarted) return Task.CompletedTask;
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        if (status is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.RequestTimeout) http.Response.Headers.Connection = "close";
        return http.Response.WriteAsync(reason + "\n", http.RequestAborted);
    }

    private static string Peer(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
