namespace Cmr.Sip.Hep;

/// <summary>Copies to a capture server.</summary>
internal static class HepServiceCollectionExtensions
{
    public static IServiceCollection AddHepExport(this IServiceCollection services)
    {
        services.AddOptions<HepOptions>().BindConfiguration("Sip:Hep").ValidateDataAnnotations()
            .Validate(hep => string.IsNullOrWhiteSpace(hep.Server) || HepOptions.TryReadServer(hep.Server, out _, out _), "Sip:Hep:Server must be host:port").ValidateOnStart();
        return services.AddSingleton<HepExporter>().AddHostedService(provider => provider.GetRequiredService<HepExporter>());
    }
}
