using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Cmr.Service.Hosting;

/// <summary>Learns from reverse proxies that are trusted who the client is and by which address it came.</summary>
internal sealed class TrustedProxies
{
    private const int MaximumProxiesInARow = 8;

    private readonly IPNetwork[] _networks;

    public TrustedProxies(IOptions<SoapListenerOptions> options) =>
        _networks = [.. options.Value.TrustedProxies.Select(proxy => TryParse(proxy, out IPNetwork network) ? network : throw new FormatException(proxy))];

    /// <summary>A network, or a single address.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out IPAddress? address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    /// <summary>Whether an address is that of a trusted proxy.</summary>
    public bool Contains(IPAddress? address)
    {
        if (address is null || _networks.Length == 0) return false;
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Any(network => network.Contains(plain));
    }

    /// <summary>Puts the platform's middleware in place, between what it does not know: the header Forwarded, and the port.</summary>
    public void Use(IApplicationBuilder app)
    {
        if (_networks.Length == 0) return;
        ForwardedHeadersOptions options = new() { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = MaximumProxiesInARow };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (IPNetwork network in _networks) options.KnownIPNetworks.Add(network);
        app.Use((context, next) =>
        {
            bool isTrusted = Contains(context.Connection.RemoteIpAddress);
            if (isTrusted) ForwardedElements.Translate(context.Request.Headers);
            context.Items[typeof(TrustedProxies)] = isTrusted;
            return next(context);
        });
        app.UseForwardedHeaders(options);
        app.Use((context, next) =>
        {
            if (context.Items[typeof(TrustedProxies)] is true) TakePort(context.Request);
            return next(context);
        });
    }

    /// <summary>X-Forwarded-Port says which port the client used; a port in the host name says it too, and wins.</summary>
    private static void TakePort(HttpRequest request)
    {
        if (request.Host is not { HasValue: true, Port: null } host || !ushort.TryParse(request.Headers["X-Forwarded-Port"].ToString(), out ushort port) || port == 0) return;
        bool isUsual = port == (request.IsHttps ? 443 : 80);
        if (!isUsual) request.Host = new HostString(host.Host, port);
    }
}
