using Cmr.Soap.Dispatch;
using Cmr.Soap.Faults;
using Microsoft.AspNetCore.Http;

namespace Cmr.Soap.Hosting;

/// <summary>What became of one POST to a service.</summary>
/// <param name="service">The service.</param>
/// <param name="http">The HTTP request and its answer.</param>
/// <param name="startedAt">When it began: a timestamp of the service's clock.</param>
public sealed class SoapExchange(SoapService service, HttpContext http, long startedAt)
{
    /// <summary>The service.</summary>
    public SoapService Service { get; } = service;

    /// <summary>The HTTP request and its answer.</summary>
    public HttpContext Http { get; } = http;

    /// <summary>When it began: a timestamp of the service's clock.</summary>
    public long StartedAt { get; } = startedAt;

    /// <summary>The request as its operation saw it; <see langword="null"/> when it could not be read.</summary>
    public SoapContext? Context { get; internal set; }

    /// <summary>The fault that it was answered with.</summary>
    public SoapFault? Fault { get; internal set; }

    /// <summary>Why it was refused without a look at its envelope.</summary>
    public string? Refusal { get; internal set; }
}
