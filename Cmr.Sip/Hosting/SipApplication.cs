using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Persistence;
using Cmr.Persistence.Presentations;
using Cmr.Sip.Health;
using Cmr.Sip.Hep;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Partitions;
using Cmr.Sip.Rehearsal;
using Cmr.Sip.Tracing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using NLog.Extensions.Logging;

namespace Cmr.Sip.Hosting;

/// <summary>Puts the process together.</summary>
internal static class SipApplication
{
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(8);

    /// <summary>Builds it from its configuration: appsettings.json, then the file of <c>--config</c>, then <c>CMR_…</c> of the environment, then the command line.</summary>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false);
        string? file = new ConfigurationBuilder().AddCommandLine(args).Build()["config"];
        if (file is not null) builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        builder.Configuration.AddEnvironmentVariables("CMR_").AddCommandLine(args);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddNLog(builder.Configuration, new NLogProviderOptions { RemoveLoggerFactoryFilter = false });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        AddServices(builder.Services, builder.Configuration);

        WebApplication app = builder.Build();
        app.Run(app.Services.GetRequiredService<HealthEndpoint>().HandleAsync);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InstanceOptions>().BindConfiguration("Instance").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HealthOptions>().BindConfiguration("Health").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<SipOptions>>((host, sip) => host.ShutdownTimeout = sip.Value.DrainTimeout + StopMargin);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<HealthOptions>, StreamListeners>((kestrel, health, streams) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, health.Value.Port);
            streams.AddTo(kestrel);
        });

        services.AddSingleton(provider => InstanceKeys.FromFile(provider.GetRequiredService<IOptions<InstanceOptions>>().Value.SecretFile));
        services.AddCmrCallPath(configuration);
        services.AddMediaClient();
        services.AddSipNode();
        services.AddSingleton<IPresentationStopper>(provider => provider.GetRequiredService<PresentationDesk>()).AddCmrPresentationCommands();
        services.AddHostedService<RehearsalService>();
        services.AddHepExport();
        // Registered last: hosted services stop in reverse order, so calls drain while media and records still work
        services.AddHostedService(provider => provider.GetRequiredService<SipNode>());
        services.AddSingleton<TraceEndpoint>().AddSingleton<HealthEndpoint>().AddSingleton<MetricsEndpoint>().AddSingleton<SipMetrics>().AddMetrics();
    }
}
