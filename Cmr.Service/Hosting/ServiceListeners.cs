using System.Net;
using Cmr.Service.Health;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Cmr.Service.Hosting;

/// <summary>The listeners of the process, and after the start the endpoints they are bound to. All speak HTTP/1.1.</summary>
internal sealed class ServiceListeners(
    IOptions<SoapListenerOptions> soap, IOptions<TlsOptions> tls, IOptions<HealthOptions> health, IOptions<ConnectionOptions> connections,
    TlsCertificates certificates, ConnectionLimit limit) : IConfigureOptions<KestrelServerOptions>
{
    private ListenOptions? _soap;
    private ListenOptions? _soapTls;
    private ListenOptions? _health;

    /// <summary>Where SOAP and internal content are served.</summary>
    public IPEndPoint Soap => Bound(_soap);

    /// <summary>Where SOAP is served over TLS; <see langword="null"/> when there is no such listener.</summary>
    public IPEndPoint? SoapTls => _soapTls?.IPEndPoint;

    /// <summary>Where health is asked for.</summary>
    public IPEndPoint Health => Bound(_health);

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = connections.Value.HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = connections.Value.IdleTimeout;
        kestrel.Limits.MaxRequestHeadersTotalSize = connections.Value.MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = connections.Value.MaxHeaders;
        kestrel.Limits.MaxRequestLineSize = Math.Min(kestrel.Limits.MaxRequestLineSize, connections.Value.MaxHeaderBytes);
        kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(IPAddress.Parse(soap.Value.Address), soap.Value.Port, listen => _soap = Limited(WithRole(listen, isHealth: false)));
        if (tls.Value.IsEnabled) kestrel.Listen(IPAddress.Parse(tls.Value.Address), tls.Value.Port, listen => _soapTls = WithTls(Limited(WithRole(listen, isHealth: false))));
        kestrel.Listen(IPAddress.Loopback, health.Value.Port, listen => _health = WithRole(listen, isHealth: true));
    }

    private ListenOptions WithTls(ListenOptions listen)
    {
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => new(certificates.Current()),
            HandshakeTimeout = connections.Value.HandshakeTimeout,
        });
        return listen;
    }

    private ListenOptions Limited(ListenOptions listen)
    {
        listen.Use(next => connection => limit.RunAsync(connection, next));
        return listen;
    }

    private static ListenOptions WithRole(ListenOptions listen, bool isHealth)
    {
        listen.Use(next => connection =>
        {
            connection.Features.Set(new ListenerRole(isHealth));
            return next(connection);
        });
        return listen;
    }

    private static IPEndPoint Bound(ListenOptions? listen) => listen?.IPEndPoint ?? throw new InvalidOperationException("The process has not started.");
}
