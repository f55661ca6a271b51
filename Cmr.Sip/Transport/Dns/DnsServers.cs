using System.Net;

namespace Cmr.Sip.Transport.Dns;

/// <summary>The name servers to ask.</summary>
internal static class DnsServers
{
    private const int Port = 53;
    private const string ResolverConfiguration = "/etc/resolv.conf";

    /// <summary>Those configured, else those of the system.</summary>
    public static IReadOnlyList<IPEndPoint> Of(DnsOptions options)
    {
        if (options.Servers.Count > 0) return [.. options.Servers.Select(Read).OfType<IPEndPoint>()];
        return File.Exists(ResolverConfiguration) ? InResolverConfiguration(File.ReadLines(ResolverConfiguration)) : [];
    }

    /// <summary>The first three <c>nameserver</c> lines, as the system's own resolver takes them.</summary>
    public static IReadOnlyList<IPEndPoint> InResolverConfiguration(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..])
            .Select(words => IPAddress.TryParse(words[1], out IPAddress? address) ? new IPEndPoint(address, Port) : null)
            .OfType<IPEndPoint>()
            .Take(3),
    ];

    /// <summary>Reads <c>address</c> or <c>address:port</c>, an IPv6 address in brackets when there is a port.</summary>
    public static IPEndPoint? Read(string text) =>
        IPEndPoint.TryParse(text, out IPEndPoint? server) ? new IPEndPoint(server.Address, server.Port == 0 ? Port : server.Port) : null;
}
