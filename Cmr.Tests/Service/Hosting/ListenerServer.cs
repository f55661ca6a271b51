using Cmr.Service.Health;
using Cmr.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cmr.Tests.Service.Hosting;

/// <summary>The listeners of the service with nothing behind them but a page that tells who came how.</summary>
internal sealed class ListenerServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ListenerServer(WebApplication app)
    {
        _app = app;
        ServiceListeners listeners = app.Services.GetRequiredService<ServiceListeners>();
        Plain = new Uri($"http://{listeners.Soap}/");
        Tls = listeners.SoapTls is { } tls ? new Uri($"https://127.0.0.1:{tls.Port}/") : null;
    }

    public Uri Plain { get; }

    public Uri? Tls { get; }

    public static async Task<ListenerServer> StartAsync(TimeProvider? clock, params (string Key, string? Value)[] settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)));
        builder.Configuration["Soap:Port"] ??= "0";
        builder.Configuration["Soap:Tls:Port"] = "0";
        builder.Configuration["Soap:Tls:Address"] = "127.0.0.1";
        builder.Configuration["Health:Port"] = "0";
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.Services.AddOptions<HealthOptions>().BindConfiguration("Health");
        ServiceApplication.AddListeners(builder.Services);
        builder.Services.Replace(ServiceDescriptor.Singleton(clock ?? TimeProvider.System));
        WebApplication app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.Services.GetRequiredService<TrustedProxies>().Use(app);
        app.Run(TellAsync);
        await app.StartAsync(CancellationToken.None);
        return new ListenerServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static Task TellAsync(HttpContext http) => http.Response.WriteAsync(
        $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{http.Request.Path} from {http.Connection.RemoteIpAddress} as {http.Connection.ClientCertificate?.Subject ?? "nobody"}", http.RequestAborted);
}
