using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cmr.Soap.Metadata;

/// <summary>Serves the documents of a service as published, with the address of the request put in, and a page for people.</summary>
internal sealed partial class MetadataPages(SoapService service)
{
    private readonly Lazy<string?> _singleWsdl = new(() => SingleWsdl.Build(service.WsdlName, service.Documents));

    public Task ServeAsync(HttpContext http)
    {
        if (AddressOf(http) is not { } address) return RefuseAsync(http, StatusCodes.Status400BadRequest, "the Host header is no host name or address");
        IQueryCollection query = http.Request.Query;
        if (query.ContainsKey("singleWsdl")) return ServeDocumentAsync(http, address, _singleWsdl.Value);
        if (query.ContainsKey("wsdl")) return ServeDocumentAsync(http, address, Find(service.WsdlName));
        if (query.TryGetValue("xsd", out var name)) return ServeDocumentAsync(http, address, Find(name.ToString()));
        return SendAsync(http, "text/html; charset=utf-8", ServicePage.Render(service, address));
    }

    /// <summary>The address by which the client found the service. The Host header is the client's word: it is checked, and where it is written, escaped.</summary>
    private static string? AddressOf(HttpContext http)
    {
        HttpRequest request = http.Request;
        string host = request.Host.HasValue ? request.Host.Value! : $"{http.Connection.LocalIpAddress}:{http.Connection.LocalPort}"; // HTTP/1.0 may leave it out
        return HostName.IsMatch(host) ? $"{request.Scheme}://{host}{request.PathBase}{request.Path}" : null;
    }

    /// <summary>A document by its name, in any case, as clients made for other servers ask.</summary>
    private string? Find(string name)
    {
        if (!service.Documents.TryGetValue(name, out ReadOnlyMemory<byte> document))
            document = service.Documents.FirstOrDefault(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return document.IsEmpty ? null : Encoding.UTF8.GetString(document.Span);
    }

    private static Task ServeDocumentAsync(HttpContext http, string address, string? text)
    {
        if (text is null) return RefuseAsync(http, StatusCodes.Status404NotFound, "there is no such document; the page of the service lists them");
        address = WebUtility.HtmlEncode(address);
        text = SchemaLocation.Replace(text, match => $"{match.Groups[1].Value}{address}?xsd={match.Groups[2].Value}{match.Groups[3].Value}");
        text = Address.Replace(text, match => match.Groups[1].Value + address + match.Groups[2].Value);
        return SendAsync(http, "text/xml; charset=utf-8", text);
    }

    private static Task RefuseAsync(HttpContext http, int status, string reason)
    {
        http.Response.StatusCode = status;
        return SendAsync(http, "text/plain; charset=utf-8", reason + "\n");
    }

    private static Task SendAsync(HttpContext http, string contentType, string text)
    {
        HttpResponse response = http.Response;
        ReadOnlyMemory<byte> content = Encoding.UTF8.GetBytes(text);
        response.ContentType = contentType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        response.Headers.Vary = "Accept-Encoding, Host";
        if (ContentCoding.IsWanted(http.Request.Headers.AcceptEncoding))
        {
            response.Headers.ContentEncoding = ContentCoding.Gzip;
            content = ContentCoding.Pack(content.Span);
        }

        response.ContentLength = content.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    [GeneratedRegex("""(<(?:\w+:)?(?:include|import)\b[^>]*\bschemaLocation=")([^"/:]*)(")""")]
    private static partial Regex SchemaLocation { get; }

    [GeneratedRegex("""(<(?:\w+:)?address\s+location=")[^"]*(")""")]
    private static partial Regex Address { get; }

    [GeneratedRegex("""^(?:[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?\z""")]
    private static partial Regex HostName { get; }
}
