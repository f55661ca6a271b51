using System.Net;
using System.Security.Cryptography;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Media.Support;

/// <summary>A whole media worker in this process, with its stub of the service, on ports of the system's choice.</summary>
internal sealed class MediaWorker : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _directory;
    private bool _stopped;

    private MediaWorker(WebApplication app, DirectoryInfo directory, InstanceKeys keys, StubContentService service)
    {
        _app = app;
        _directory = directory;
        Keys = keys;
        Service = service;
    }

    public InstanceKeys Keys { get; }

    public StubContentService Service { get; }

    public IServiceProvider Services => _app.Services;

    public IPEndPoint Control => _app.Services.GetRequiredService<MediaListeners>().Control;

    public Uri Uploads => new($"http://{_app.Services.GetRequiredService<MediaListeners>().Http}");

    public Uri Health => new($"http://{_app.Services.GetRequiredService<MediaListeners>().Health}");

    public string CacheDirectory => Path.Combine(_directory.FullName, "cache");

    public string SecretFile => Path.Combine(_directory.FullName, "secret");

    public static async Task<MediaWorker> StartAsync(int firstRtpPort, params string[] arguments)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("cmr-media-test");
        string secret = Path.Combine(directory.FullName, "secret");
        await File.WriteAllTextAsync(secret, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        InstanceKeys keys = InstanceKeys.FromFile(secret);
        StubContentService service = await StubContentService.StartAsync(keys);
        WebApplication app = MediaApplication.Build(
        [
            $"--Instance:SecretFile={secret}", "--Media:HttpPort=0", "--Media:ControlPort=0", "--Health:Port=0",
            $"--Media:RtpPortMin={firstRtpPort}", $"--Media:RtpPortMax={firstRtpPort + 99}",
            $"--Media:ServiceUrl={service.Url}", $"--Media:CacheDirectory={Path.Combine(directory.FullName, "cache")}",
            "--Media:Sessions:DrainTimeout=00:00:01", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft=None",
            .. arguments,
        ]);
        await MediaApplication.StartAsync(app);
        return new MediaWorker(app, directory, keys, service);
    }

    public Task StopAsync()
    {
        _stopped = true;
        return _app.StopAsync(CancellationToken.None);
    }

    public Uri UploadUrl(string resourceId, DateTimeOffset? madeAt = null) =>
        new(UploadTicket.For(resourceId, madeAt ?? TimeProvider.System.GetUtcNow()).ToUrl(Uploads.ToString(), Keys.UploadKey));

    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            await StopAsync();
        }

        await _app.DisposeAsync();
        await Service.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
