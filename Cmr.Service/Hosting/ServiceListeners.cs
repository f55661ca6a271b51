using System.Net;
using Cmr.Service.Health;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Cmr.Service.Hosting;

/// <summary>The two listeners of the process, and after the start the endpoints they are bound to.</summary>
internal sealed class ServiceListeners(IOptions<SoapListenerOptions> soap, IOptions<HealthOptions> health) : IConfigureOptions<KestrelServerOptions>
{
    private ListenOptions? _soap;
    private ListenOptions? _health;

    /// <summary>Where SOAP and internal content are served.</summary>
    public IPEndPoint Soap => Bound(_soap);

    /// <summary>Where health is asked for.</summary>
    public IPEndPoint Health => Bound(_health);

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPAddress.Parse(soap.Value.Address), soap.Value.Port, listen => _soap = WithRole(listen, isHealth: false));
        kestrel.Listen(IPAddress.Loopback, health.Value.Port, listen => _health = WithRole(listen, isHealth: true));
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
