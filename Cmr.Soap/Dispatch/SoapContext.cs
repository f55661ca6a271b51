using System.Xml;
using Cmr.Soap.Security;
using Microsoft.AspNetCore.Http;

namespace Cmr.Soap.Dispatch;

/// <summary>The surroundings of one request. Lives as long as the request.</summary>
public sealed class SoapContext
{
    private readonly SoapHeaderBlocks _headers;

    internal SoapContext(SoapService service, ISoapOperation operation, SoapHeaderBlocks headers, HttpContext http)
    {
        Service = service;
        Operation = operation;
        _headers = headers;
        Http = http;
    }

    /// <summary>The service that was called; tells several interfaces with the same operation apart.</summary>
    public SoapService Service { get; }

    /// <summary>The operation that was called.</summary>
    public ISoapOperation Operation { get; }

    /// <summary>The HTTP request: address of the client, its certificate, services.</summary>
    public HttpContext Http { get; }

    /// <summary>The WS-Security UsernameToken of the request, not verified; <see langword="null"/> when there is none.</summary>
    public UsernameToken? UsernameToken => _headers.UsernameToken;

    /// <summary>What the <see cref="ISoapAuthenticator"/> of the service made of the credentials; <see langword="null"/> without an authenticator.</summary>
    public object? Identity { get; internal set; }

    /// <summary>What the operation leaves for the <see cref="SoapService.Observer"/>.</summary>
    public object? Note { get; set; }

    /// <summary>Text of a header block that the service knows.</summary>
    /// <param name="name">One of <see cref="SoapService.KnownHeaders"/>.</param>
    /// <returns>The text; <see langword="null"/> when the request has no such block.</returns>
    public string? Header(XmlQualifiedName name) => _headers[Service.IndexOfHeader(name.Name, name.Namespace)];
}
