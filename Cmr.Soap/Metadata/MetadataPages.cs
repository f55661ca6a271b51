using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Cmr.Soap.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Cmr.Soap.Metadata;

/// <summary>Serves the documents of a service as published, with the address of the request put in, and a page for people.</summary>
internal sealed partial class MetadataPages(SoapService service)
{
    public Task ServeAsync(HttpContext http)
    {
        IQueryCollection query = http.Request.Query;
        if (query.ContainsKey("wsdl")) return ServeDocumentAsync(http, service.WsdlName);
        if (query.TryGetValue("xsd", out var name)) return ServeDocumentAsync(http, name.ToString());
        return SendAsync(http, "text/html; charset=utf-8", ServicePage.Render(service));
    }

    private Task ServeDocumentAsync(HttpContext http, string name)
    {
        if (!service.Documents.TryGetValue(name, out ReadOnlyMemory<byte> document))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        // The Host header is the client's word: it is put into XML
        string address = WebUtility.HtmlEncode($"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{http.Request.Path}");
        string text = Encoding.UTF8.GetString(document.Span);
        text = SchemaLocation.Replace(text, match => $"{match.Groups[1].Value}{address}?xsd={match.Groups[2].Value}{match.Groups[3].Value}");
        text = Address.Replace(text, match => match.Groups[1].Value + address + match.Groups[2].Value);
        return SendAsync(http, "text/xml; charset=utf-8", text);
    }

    private static Task SendAsync(HttpContext http, string contentType, string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        http.Response.ContentType = contentType;
        http.Response.ContentLength = content.Length;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    [GeneratedRegex("""(<(?:\w+:)?(?:include|import)\b[^>]*\bschemaLocation=")([^"/:]*)(")""")]
    private static partial Regex SchemaLocation { get; }

    [GeneratedRegex("""(<soap(?:12)?:address\s+location=")[^"]*(")""")]
    private static partial Regex Address { get; }
}
