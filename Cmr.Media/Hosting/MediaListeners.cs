using System.Net;
using Cmr.Media.Control;
using Cmr.Media.Health;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Hosting;

/// <summary>The three listeners of the process, and after the start the endpoints they are bound to.</summary>
internal sealed class MediaListeners(IOptions<ListenerOptions> options, IOptions<HealthOptions> health) : IConfigureOptions<KestrelServerOptions>
{
    private ListenOptions? _http;
    private ListenOptions? _control;
    private ListenOptions? _health;

    /// <summary>Gets where uploads go.</summary>
    public IPEndPoint Http => Bound(_http);

    /// <summary>Gets where controllers connect.</summary>
    public IPEndPoint Control => Bound(_control);

    /// <summary>Gets where health is asked for.</summary>
    public IPEndPoint Health => Bound(_health);

    /// <inheritdoc/>
    public void Configure(KestrelServerOptions kestrel)
    {
        var address = IPAddress.Parse(options.Value.Address);
        kestrel.AddServerHeader = false;
        kestrel.Listen(address, options.Value.HttpPort, listen => _http = WithRole(listen, isHealth: false));
        kestrel.Listen(address, options.Value.ControlPort, listen => (_control = listen).UseConnectionHandler<ControlConnectionHandler>());
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
