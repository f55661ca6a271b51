using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Cmr.Contracts.MediaControl;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Cmr.Tests.Media.Support;

/// <summary>The internal content endpoint of the service, as the media worker sees it, in memory on a real Kestrel.</summary>
internal sealed class StubContentService : IAsyncDisposable
{
    private readonly InstanceKeys _keys;
    private readonly WebApplication _app;
    private ListenOptions? _listen;

    private StubContentService(InstanceKeys keys)
    {
        _keys = keys;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => _listen = listen));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public ConcurrentDictionary<string, byte[]> Blobs { get; } = new();

    public ConcurrentQueue<(string ResourceId, ContentBinding Binding)> Bindings { get; } = [];

    public int BindStatus { get; set; } = StatusCodes.Status204NoContent;

    public int PutStatus { get; set; } = StatusCodes.Status201Created;

    public int Gets;

    public Task? GetGate { get; set; }

    public Uri Url => new($"http://127.0.0.1:{_listen!.IPEndPoint!.Port}");

    public static async Task<StubContentService> StartAsync(InstanceKeys keys)
    {
        var service = new StubContentService(keys);
        await service._app.StartAsync(CancellationToken.None);
        return service;
    }

    public string Add(byte[] octets)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(octets));
        Blobs[sha256] = octets;
        return sha256;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (!_keys.IsContentAuthorization(context.Request.Headers.Authorization))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        string[] path = context.Request.Path.Value!.Trim('/').Split('/');
        switch (context.Request.Method, path)
        {
            case ("PUT", ["internal", "content", var sha256]):
                using (var body = new MemoryStream())
                {
                    await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                    context.Response.StatusCode = Convert.ToHexStringLower(SHA256.HashData(body.ToArray())) == sha256 ? PutStatus : StatusCodes.Status400BadRequest;
                    Blobs[sha256] = body.ToArray();
                }

                break;
            case ("GET", ["internal", "content", var sha256]):
                Interlocked.Increment(ref Gets);
                await (GetGate ?? Task.CompletedTask);
                context.Response.StatusCode = Blobs.ContainsKey(sha256) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
                if (Blobs.TryGetValue(sha256, out byte[]? octets))
                {
                    await context.Response.Body.WriteAsync(octets, context.RequestAborted);
                }

                break;
            case ("POST", ["internal", "resources", var resource, "content"]):
                ContentBinding? binding = await JsonSerializer.DeserializeAsync(context.Request.Body, ContentJsonContext.Default.ContentBinding, context.RequestAborted);
                if (BindStatus == StatusCodes.Status204NoContent)
                {
                    Bindings.Enqueue((Uri.UnescapeDataString(resource), binding!));
                }

                context.Response.StatusCode = BindStatus;
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }
}
