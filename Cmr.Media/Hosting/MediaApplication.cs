using Cmr.Contracts.MediaControl;
using Cmr.Media.Content;
using Cmr.Media.Delivery;
using Cmr.Media.Control;
using Cmr.Media.Health;
using Cmr.Media.Ingest;
using Cmr.Media.Playout;
using Cmr.Media.Ports;
using Cmr.Media.Sessions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using NLog.Extensions.Logging;

namespace Cmr.Media.Hosting;

/// <summary>Puts the process together.</summary>
internal static class MediaApplication
{
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(5);

    /// <summary>Builds it from its configuration: appsettings.json, then the file of <c>--config</c>, then <c>CMR_…</c> of the environment, then the command line.</summary>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false);
        string? file = new ConfigurationBuilder().AddCommandLine(args).Build()["config"];
        if (file is not null)
        {
            builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        builder.Configuration.AddEnvironmentVariables("CMR_").AddCommandLine(args);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddNLog(builder.Configuration, new NLogProviderOptions { RemoveLoggerFactoryFilter = false });
        builder.WebHost.UseKestrelCore();
        AddServices(builder.Services);

        WebApplication app = builder.Build();
        app.Run(Dispatch);
        return app;
    }

    /// <summary>Opens the listeners and begins to count.</summary>
    public static async Task StartAsync(WebApplication app)
    {
        await app.StartAsync(CancellationToken.None);
        _ = app.Services.GetRequiredService<MetricsEndpoint>();
        _ = app.Services.GetRequiredService<WorkerMetrics>();
    }

    private static Task Dispatch(HttpContext context) =>
        context.Features.Get<ListenerRole>() is { IsHealth: true }
            ? context.RequestServices.GetRequiredService<HealthEndpoint>().HandleAsync(context)
            : DeliveryEndpoint.IsFor(context)
                ? context.RequestServices.GetRequiredService<DeliveryEndpoint>().HandleAsync(context)
                : context.RequestServices.GetRequiredService<UploadEndpoint>().HandleAsync(context);

    private static void AddServices(IServiceCollection services)
    {
        AddOptions<InstanceOptions>(services, "Instance");
        AddOptions<HealthOptions>(services, "Health");
        AddOptions<ListenerOptions>(services, "Media");
        AddOptions<PortOptions>(services, "Media");
        AddOptions<ContentOptions>(services, "Media");
        AddOptions<IngestOptions>(services, "Media");
        AddOptions<ControlOptions>(services, "Media:Control");
        AddOptions<MediaSessionOptions>(services, "Media:Sessions");
        AddOptions<DeliveryOptions>(services, "Media:Delivery");
        AddOptions<PlayoutOptions>(services, "Media:Playout");

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => InstanceKeys.FromFile(provider.GetRequiredService<IOptions<InstanceOptions>>().Value.SecretFile));
        services.AddSingleton<MediaListeners>().AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<MediaListeners>());
        services.AddSingleton<HealthEndpoint>().AddSingleton<MetricsEndpoint>().AddSingleton<WorkerMetrics>().AddMetrics();

        services.AddSingleton<DiskCache>().AddSingleton<ContentClient>().AddSingleton<TrackStore>();
        services.AddSingleton<ITrackSource>(provider => provider.GetRequiredService<TrackStore>());

        services.AddSingleton<OriginalStore>().AddSingleton<DeliveryEndpoint>();

        services.AddSingleton<PortAllocator>().AddSingleton<PlayoutPumps>();
        services.AddSingleton<SessionMailbox>().AddSingleton<IPlayoutListener>(provider => provider.GetRequiredService<SessionMailbox>());
        services.AddSingleton<SessionOpening>().AddSingleton<SessionTable>().AddHostedService<SessionHost>();
        services.AddSingleton<ControlConnectionHandler>();

        services.AddSingleton<IngestMetrics>().AddSingleton<UploadEndpoint>().AddSingleton<IngestPipeline>().AddSingleton<UploadReceiver>();
        services.AddSingleton<UploadFolder>().AddSingleton<RenderQueue>().AddSingleton<Ffmpeg>().AddSingleton<ContentPublisher>();
        services.AddOptions<HostOptions>().Configure<IOptions<MediaSessionOptions>>((host, sessions) => host.ShutdownTimeout = sessions.Value.DrainTimeout + StopMargin);
    }

    private static void AddOptions<TOptions>(IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
