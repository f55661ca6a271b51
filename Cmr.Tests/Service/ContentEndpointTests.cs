using System.Net;
using System.Net.Http.Json;
using Cmr.Contracts.MediaControl;
using Cmr.Persistence.Content;
using Cmr.Service.Upkeep;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Service;

[TestClass]
public sealed class ContentEndpointTests : ServiceTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(256 * 1024)]
    [DataRow(256 * 1024 + 1)]
    [DataRow(900_000)]
    public async Task What_was_put_is_what_is_got(int length)
    {
        byte[] content = Noise(length);
        Assert.AreEqual(HttpStatusCode.Created, await Host.PutContentAsync(content));
        Assert.AreEqual(HttpStatusCode.OK, await Host.PutContentAsync(content));
        using HttpResponseMessage got = await SendAsync(HttpMethod.Get, $"/internal/content/{ServiceHost.Hash(content)}");
        Assert.AreEqual(HttpStatusCode.OK, got.StatusCode);
        Assert.AreEqual($"\"{ServiceHost.Hash(content)}\"", got.Headers.ETag?.Tag);
        CollectionAssert.AreEqual(content, await got.Content.ReadAsByteArrayAsync());
    }

    [TestMethod]
    public async Task Content_under_a_wrong_hash_is_refused_and_leaves_nothing()
    {
        byte[] content = Noise(300_000);
        string wrong = new('a', 64);
        Assert.AreEqual(HttpStatusCode.BadRequest, await Host.PutContentAsync(content, wrong));
        Assert.AreEqual(HttpStatusCode.BadRequest, await Host.PutContentAsync(content, "no-hash"));
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM content_chunks WHERE sha256 = $1", wrong));
        using HttpResponseMessage got = await SendAsync(HttpMethod.Get, $"/internal/content/{wrong}");
        Assert.AreEqual(HttpStatusCode.NotFound, got.StatusCode);
    }

    [TestMethod]
    public async Task Without_the_token_of_the_instance_nothing_is_served()
    {
        string path = $"/internal/content/{new string('b', 64)}";
        foreach (string? authorization in new[] { null, "Bearer wrong", $"Basic {Host.Keys.ContentToken}", "Bearer " })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Host.BaseAddress, path));
            if (authorization is not null)
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using HttpResponseMessage answer = await Host.Http.SendAsync(request);
            Assert.AreEqual(HttpStatusCode.Unauthorized, answer.StatusCode, authorization);
        }
        using HttpResponseMessage bind = await Host.Http.PostAsync(new Uri(Host.BaseAddress, "/internal/resources/x/content"), null);
        Assert.AreEqual(HttpStatusCode.Unauthorized, bind.StatusCode);
    }

    [TestMethod]
    public async Task Too_much_content_413()
    {
        await using ServiceHost small = await ServiceHost.StartAsync("--Media:MaximumContentBytes=1000");
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, await small.PutContentAsync(Noise(1001)));
        Assert.AreEqual(HttpStatusCode.Created, await small.PutContentAsync(Noise(1000)));
    }

    [TestMethod]
    public async Task A_binding_is_good_once_and_only_if_everything_it_names_is_there()
    {
        await Host.CreateResourceAsync("bind-me");
        byte[] original = Noise(500), pcmu = Noise(1600), pcma = Noise(3200);
        ContentBinding binding = new("upload-1", 1, new(ServiceHost.Hash(original), "audio/mpeg", 500), 200,
            [new("PCMU", ServiceHost.Hash(pcmu), 1600, 10), new("PCMA", ServiceHost.Hash(pcma), 3200, 20)]);
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, await BindAsync("bind-me", binding), "not stored yet");
        await Host.PutContentAsync(original);
        await Host.PutContentAsync(pcmu);
        await Host.PutContentAsync(pcma);
        Assert.AreEqual(HttpStatusCode.NotFound, await BindAsync("bind-nobody", binding));
        foreach (ContentBinding broken in new[]
        {
            binding with { Tracks = [] },
            binding with { Tracks = [binding.Tracks[0], binding.Tracks[0]] },
            binding with { Tracks = [binding.Tracks[0] with { Encoding = "OPUS" }] },
            binding with { Tracks = [binding.Tracks[0] with { Frames = 11 }] },
            binding with { Tracks = [binding.Tracks[0] with { Frames = 11, Bytes = 1760 }] },
            binding with { Original = binding.Original with { Bytes = 501 } },
            binding with { Original = binding.Original with { MediaType = "video/mp4" } },
            binding with { UploadId = "" },
            binding with { DurationMs = 0 },
        })
            Assert.AreEqual(HttpStatusCode.UnprocessableEntity, await BindAsync("bind-me", broken), broken.ToString());
        Assert.AreEqual(HttpStatusCode.NoContent, await BindAsync("bind-me", binding));
        Assert.AreEqual(HttpStatusCode.Conflict, await BindAsync("bind-me", binding));
        Assert.AreEqual(HttpStatusCode.NoContent, await BindAsync("bind-me", binding with { UploadId = "upload-2", Tracks = [binding.Tracks[1]] }), "a later upload replaces it");
        Assert.AreEqual(1L, await Host.QueryAsync("SELECT count(*) FROM renditions WHERE resource_id = 'bind-me'"));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Malformed_bindings_422(bool chunked)
    {
        await Host.CreateResourceAsync($"bind-bad-{chunked}");
        foreach (string json in new[] { "", "{", "null", "[]", "{}", """{"uploadId":null}""", new string(' ', 70_000) })
        {
            using HttpRequestMessage post = Authorized(HttpMethod.Post, $"/internal/resources/bind-bad-{chunked}/content");
            post.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
            post.Headers.TransferEncodingChunked = chunked;
            using HttpResponseMessage answer = await Host.Http.SendAsync(post);
            Assert.AreEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode, json);
        }
    }

    [TestMethod]
    public async Task Unbound_content_is_swept_after_its_hour_and_bound_content_stays()
    {
        await Host.CreateResourceAsync("sweep");
        byte[] bound = Noise(1600), unbound = Noise(1601), fresh = Noise(1602);
        foreach (byte[] content in new[] { bound, unbound, fresh })
            await Host.PutContentAsync(content);
        string hash = ServiceHost.Hash(bound);
        Assert.AreEqual(HttpStatusCode.NoContent, await BindAsync("sweep", new("upload-s", 1, new(hash, "audio/wav", 1600), 200, [new("PCMU", hash, 1600, 10)])));
        await Host.QueryAsync("UPDATE content_blobs SET stored_at = stored_at - interval '2 hours' WHERE sha256 <> $1", ServiceHost.Hash(fresh));
        await Host.Services.GetRequiredService<UpkeepWorker>().SweepAsync(CancellationToken.None);
        ContentStore store = Host.Services.GetRequiredService<ContentStore>();
        Assert.IsNotNull(await store.FindAsync(hash, CancellationToken.None));
        Assert.IsNull(await store.FindAsync(ServiceHost.Hash(unbound), CancellationToken.None));
        Assert.IsNotNull(await store.FindAsync(ServiceHost.Hash(fresh), CancellationToken.None));
    }

    private async Task<HttpStatusCode> BindAsync(string resourceId, ContentBinding binding)
    {
        using HttpRequestMessage post = Authorized(HttpMethod.Post, $"/internal/resources/{resourceId}/content");
        post.Content = JsonContent.Create(binding, ContentJsonContext.Default.ContentBinding);
        using HttpResponseMessage answer = await Host.Http.SendAsync(post);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using HttpRequestMessage request = Authorized(method, path);
        return await Host.Http.SendAsync(request);
    }

    private HttpRequestMessage Authorized(HttpMethod method, string path) =>
        new(method, new Uri(Host.BaseAddress, path)) { Headers = { Authorization = new("Bearer", Host.Keys.ContentToken) } };

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        Random.Shared.NextBytes(noise);
        return noise;
    }
}
