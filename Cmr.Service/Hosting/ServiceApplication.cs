using Cmr.Contracts.MediaControl;
using Cmr.Persistence;
using Cmr.Persistence.Libraries;
using Cmr.Persistence.Notifications;
using Cmr.Persistence.Principals;
using Cmr.Service.Content;
using Cmr.Service.Health;
using Cmr.Service.Operations.ManagePrincipal;
using Cmr.Service.Operations.ManageServiceSubscription;
using Cmr.Service.Security;
using Cmr.Service.Upkeep;
using Cmr.Soap.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using NLog.Extensions.Logging;

namespace Cmr.Service.Hosting;

/// <summary>Puts the process together.</summary>
internal static class ServiceApplication
{
    private const string SettingsFile = "appsettings.json";

    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Builds it from its configuration: appsettings.json, then the file of <c>--config</c>, then <c>CMR_…</c> of the environment, then the command line.</summary>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, SettingsFile), optional: false);
        string? file = new ConfigurationBuilder().AddCommandLine(args).Build()["config"];
        if (file is not null)
            builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        builder.Configuration.AddEnvironmentVariables("CMR_").AddCommandLine(args);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"))
            // Without this NLog would take every level, whatever the section Logging says
            .AddNLog(builder.Configuration, new NLogProviderOptions { RemoveLoggerFactoryFilter = false });
        builder.WebHost.UseKestrelCore();
        AddServices(builder.Services, builder.Configuration);

        return builder.Build();
    }

    /// <summary>Checks the configuration, puts the interfaces in place and opens the listeners.</summary>
    /// <exception cref="OptionsValidationException">The configuration cannot be used.</exception>
    public static Task StartAsync(WebApplication app)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        _ = app.Services.GetRequiredService<MetricsEndpoint>();
        app.Use(DispatchAsync);
        app.Services.GetRequiredService<TrustedProxies>().Use(app);
        app.UseRouting();
        app.Services.GetRequiredService<SoapServices>().Map(app);
        MapContent(app);
        return app.StartAsync(CancellationToken.None);
    }

    // Health has a listener of its own; whatever comes in there never reaches the interfaces
    private static async Task DispatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            if (context.Features.Get<ListenerRole>() is { IsHealth: true })
                await context.RequestServices.GetRequiredService<HealthEndpoint>().HandleAsync(context);
            else
                await next(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.RequestServices.GetRequiredService<ILogger<WebApplication>>().RequestFailed(e, context.Request.Method, context.Request.Path);
            context.Response.StatusCode = StorageFailure.IsUnavailable(e) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        }
    }

    private static void MapContent(IEndpointRouteBuilder app)
    {
        InternalContentEndpoint content = app.ServiceProvider.GetRequiredService<InternalContentEndpoint>();
        app.MapPut("/internal/content/{sha256}", content.PutAsync);
        app.MapMethods("/internal/content/{sha256}", [HttpMethods.Get, HttpMethods.Head], content.GetAsync);
        app.MapPost("/internal/resources/{resourceId}/content", content.BindAsync);
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InstanceOptions>().BindConfiguration("Instance").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HealthOptions>().BindConfiguration("Health").ValidateDataAnnotations().ValidateOnStart();
        AddListeners(services);
        services.AddOptions<MediaOptions>().BindConfiguration(MediaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SubscriptionOptions>().BindConfiguration(SubscriptionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>().Configure(host => host.ShutdownTimeout = DrainTimeout);

        services.AddSingleton(provider => InstanceKeys.FromFile(provider.GetRequiredService<IOptions<InstanceOptions>>().Value.SecretFile));
        services.AddSingleton(provider => new DigestVault(provider.GetRequiredService<InstanceKeys>().DigestKey));
        services.AddCmrManagement(configuration);
        services.AddRouting().AddSoap();
        services.AddSingleton<HealthEndpoint>().AddSingleton<MetricsEndpoint>().AddMetrics();
        services.AddSingleton<VerifiedSecrets>().AddSingleton<IChangeFollower>(provider => provider.GetRequiredService<VerifiedSecrets>());
        services.AddSingleton<PrincipalLogin>().AddSingleton<CmrAuthenticator>().AddSingleton<RequestAudit>();
        services.AddSingleton<CredentialDesk>().AddSingleton<PrincipalList>();
        services.AddSingleton<UploadDesk>().AddSingleton<DeliveryDesk>().AddSingleton<InternalContentEndpoint>();
        services.AddSingleton<LicenceNotices>().AddSingleton<LicenceRenewal>().AddSingleton<LibraryUpkeep>().AddHostedService<LibraryUpkeepWorker>();
        services.AddSingleton<UpkeepWorker>().AddHostedService(provider => provider.GetRequiredService<UpkeepWorker>());
        SoapServices.Register(services);
    }

    /// <summary>The listeners, and all that they are configured by.</summary>
    internal static void AddListeners(IServiceCollection services)
    {
        services.AddOptions<SoapListenerOptions>().BindConfiguration("Soap").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TlsOptions>().BindConfiguration("Soap:Tls").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ConnectionOptions>().BindConfiguration("Soap:Connections").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SoapListenerOptions>, SoapListenerValidation>().AddSingleton<IValidateOptions<TlsOptions>, TlsOptionsValidation>();
        services.AddSingleton<TrustedProxies>().AddSingleton<ConnectionLimit>().AddSingleton<TlsCertificates>();
        services.AddSingleton<ServiceListeners>().AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<ServiceListeners>());
    }
}
