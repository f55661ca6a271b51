using System.Net;
using Cmr.Sip.Partitions;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Dns;
using Cmr.Sip.Transport.Streams;
using Cmr.Sip.Transport.Tls;
using Cmr.Sip.Trust;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Hosting;

/// <summary>What the SIP side needs, apart from what it is given: profiles, settings, records, presentations and media.</summary>
internal static class SipNodeServiceCollectionExtensions
{
    /// <summary>Adds the node with its options from the sections <c>Sip</c> and below; whoever hosts it starts it.</summary>
    public static IServiceCollection AddSipNode(this IServiceCollection services)
    {
        AddSipOptions(services);
        services.AddOptions<StreamOptions>().BindConfiguration("Sip:Streams").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DnsOptions>().BindConfiguration("Sip:Dns").ValidateDataAnnotations()
            .Validate(dns => dns.Servers.All(server => DnsServers.Read(server) is not null), "Sip:Dns:Servers must be address or address:port").ValidateOnStart();
        services.AddOptions<TlsOptions>().BindConfiguration("Sip:Tls").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System).AddSingleton<EngineClock>().AddSingleton<BackgroundWork>();
        services.AddSipTransport().AddSipTrust();
        return services.AddSingleton<RingingDesk>().AddSingleton<CallRecorder>().AddSingleton<PresentationDesk>().AddSingleton<SipNode>();
    }

    private static void AddSipOptions(IServiceCollection services) =>
        services.AddOptions<SipOptions>().BindConfiguration("Sip").ValidateDataAnnotations()
            .Validate(sip => IsListenable(sip.Address), "Sip:Address must be an IP address, and not the unspecified one: peers are told it")
            .Validate(sip => sip.MoreAddresses.All(IsListenable), "Sip:MoreAddresses must be IP addresses, and not the unspecified one")
            .Validate(sip => sip.MoreAddresses.Append(sip.Address).Distinct().Count() == sip.MoreAddresses.Count + 1, "Sip:MoreAddresses must differ from each other and from Sip:Address")
            .Validate(sip => sip.Reachable.All(pair => IsListenable(pair.Value) && sip.MoreAddresses.Append(sip.Address).Contains(pair.Key)), "Sip:Reachable must map our addresses to IP addresses")
            .Validate(sip => string.IsNullOrWhiteSpace(sip.OutboundProxy) || WrittenHop.IsValid(sip.OutboundProxy), "Sip:OutboundProxy must be " + WrittenHop.Form)
            .Validate<IOptions<TlsOptions>>((sip, tls) => tls.Value.IsOn || !WrittenHop.NeedsTls(sip.OutboundProxy), "Sip:OutboundProxy needs TLS, and there is no Sip:Tls:CertificateFile")
            .Validate<IOptions<TlsOptions>>((sip, tls) => tls.Value.IsOn || !sip.Routes.SelectMany(route => route.Targets).Any(WrittenHop.NeedsTls), "Sip:Routes:Targets need TLS, and there is no Sip:Tls:CertificateFile")
            .Validate(sip => sip.OutboundProxy != $"{sip.Address}:{sip.Port}", "Sip:OutboundProxy must not be this node itself")
            .Validate(sip => sip.SessionTimer.IsValid, "Sip:SessionTimer:Minimum must be 90 s or more, Interval zero or at least Minimum")
            .Validate(sip => sip.Routes.All(route => route.IsComplete), "Sip:Routes need a Domain or a Prefix, and Targets, each " + WrittenHop.Form)
            .ValidateOnStart();

    private static bool IsListenable(string text) => IPAddress.TryParse(text, out IPAddress? address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
}
