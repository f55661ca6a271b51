using System.Security.Cryptography;
using System.Xml;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Envelope;
using Cmr.Soap.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cmr.Soap.Hosting;

/// <summary>Requests and answers of one service in one version of SOAP: from the octets of an envelope to those of another.</summary>
internal sealed class EnvelopeHandler(SoapService service, SoapVersion version, SoapOptions options, XmlPool pool, TimeProvider clock, ILogger<SoapService> logger)
{
    private readonly DocumentReader _reader = new(service, version, pool, clock);
    private readonly SoapEnvelopeWriter _writer = new(version);

    /// <summary>Answers a document.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="document">The envelope.</param>
    /// <param name="bodyEnd">The end of the HTTP body, which is given back to the server as soon as the document was read; <see langword="null"/> when it was before.</param>
    /// <param name="charset">What the Content-Type says.</param>
    public async Task AnswerAsync(SoapExchange exchange, ArraySegment<byte> document, SequencePosition? bodyEnd, Charset charset)
    {
        HttpContext http = exchange.Http;
        PooledXmlWriter response = pool.RentWriter();
        try
        {
            SoapFault? fault = TryParse(http, document, charset, out SoapRequest request);
            if (bodyEnd is { } end) http.Request.BodyReader.AdvanceTo(end);
            fault ??= await ExecuteAsync(exchange, request, response);
            exchange.Fault = fault;
            if (fault is not null) WriteFault(http, response, fault);
            else http.Response.StatusCode = StatusCodes.Status200OK;
            await SendAsync(http, response.Output.Written);
        }
        finally
        {
            pool.Return(response);
        }
    }

    /// <summary>Reads the whole document, so that a request cut short changes nothing.</summary>
    private SoapFault? TryParse(HttpContext http, ArraySegment<byte> document, Charset charset, out SoapRequest request)
    {
        request = default;
        try
        {
            request = _reader.Read(document, charset);
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
            // Reading has no effects, so whatever it throws is about the document
            logger.RequestUnreadable(service.Name, http.Peer(), e);
            return new SoapFault(SoapFaultCode.Client, "The request is not well-formed");
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
        SoapFault fault = new(SoapFaultCode.Server, $"Unforeseen failure, incident {incidentId}")
        {
            Detail = [new(new XmlQualifiedName("IncidentId", request.Operation.RequestElement.Namespace), incidentId)],
        };
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
        if (fault.Code != SoapFaultCode.Server) logger.RequestRefused(service.Name, http.Peer(), fault.Reason);
        response.Reset();
        _writer.WriteFault(response, fault);
        http.Response.StatusCode = version.FaultStatus(fault.Code);
    }

    private async ValueTask SendAsync(HttpContext http, ReadOnlyMemory<byte> answer)
    {
        HttpResponse response = http.Response;
        response.ContentType = version.ContentType;
        if (answer.Length >= options.MinPackedBytes)
        {
            response.Headers.Vary = "Accept-Encoding";
            if (ContentCoding.IsWanted(http.Request.Headers.AcceptEncoding))
            {
                response.Headers.ContentEncoding = ContentCoding.Gzip;
                answer = ContentCoding.Pack(answer.Span);
            }
        }

        response.ContentLength = answer.Length;
        await response.BodyWriter.WriteAsync(answer, http.RequestAborted);
    }
}
