using System.Net;
using System.Net.Http.Headers;
using Cmr.Contracts.MediaControl;
using Cmr.Tests.Media.Support;

namespace Cmr.Tests.Media.Delivery;

/// <summary>Content fetched from a worker at signed addresses, over real HTTP.</summary>
[TestClass]
public sealed class DeliveryTests
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private static MediaWorker _worker = null!; // set before every test of the class

    [ClassInitialize]
    public static async Task StartWorker(TestContext context) => _worker = await MediaWorker.StartAsync(25600);

    [ClassCleanup]
    public static async Task StopWorker() => await _worker.DisposeAsync();

    [TestMethod]
    public async Task Content_comes_as_it_was_uploaded_with_type_validator_and_life()
    {
        byte[] content = Noise(300_000, seed: 1);
        using HttpResponseMessage got = await Http.GetAsync(Url(content));
        Assert.AreEqual(HttpStatusCode.OK, got.StatusCode);
        CollectionAssert.AreEqual(content, await got.Content.ReadAsByteArrayAsync());
        Assert.AreEqual("audio/wav", got.Content.Headers.ContentType?.MediaType);
        Assert.AreEqual($"\"{Hash(content)}\"", got.Headers.ETag?.Tag);
        Assert.IsTrue(got.Headers.CacheControl is { Private: true, MaxAge.TotalSeconds: > 0 });
        Assert.AreEqual("nosniff", got.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [TestMethod]
    public async Task A_part_a_head_and_a_condition_are_served()
    {
        byte[] content = Noise(10_000, seed: 2);
        Uri url = Url(content);
        using HttpRequestMessage part = new(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(100, 199) } };
        using HttpResponseMessage partial = await Http.SendAsync(part);
        Assert.AreEqual(HttpStatusCode.PartialContent, partial.StatusCode);
        CollectionAssert.AreEqual(content[100..200], await partial.Content.ReadAsByteArrayAsync());

        using HttpRequestMessage beyond = new(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(20_000, null) } };
        using HttpResponseMessage unsatisfiable = await Http.SendAsync(beyond);
        Assert.AreEqual(HttpStatusCode.RequestedRangeNotSatisfiable, unsatisfiable.StatusCode);

        using HttpRequestMessage head = new(HttpMethod.Head, url);
        using HttpResponseMessage described = await Http.SendAsync(head);
        Assert.AreEqual(content.Length, described.Content.Headers.ContentLength);
        Assert.IsEmpty(await described.Content.ReadAsByteArrayAsync());

        using HttpRequestMessage again = new(HttpMethod.Get, url) { Headers = { IfNoneMatch = { new EntityTagHeaderValue($"\"{Hash(content)}\"") } } };
        using HttpResponseMessage unchanged = await Http.SendAsync(again);
        Assert.AreEqual(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [TestMethod]
    public async Task However_many_fetch_it_the_service_is_asked_once()
    {
        byte[] content = Noise(50_000, seed: 3);
        Uri url = Url(content);
        int before = _worker.Service.Gets;
        byte[][] all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Http.GetByteArrayAsync(url)));
        Assert.IsTrue(all.All(octets => octets.AsSpan().SequenceEqual(content)));
        Assert.AreEqual(1, _worker.Service.Gets - before);
    }

    [TestMethod]
    public async Task An_address_that_was_changed_or_made_up_or_is_too_old_leads_nowhere()
    {
        byte[] content = Noise(1000, seed: 4), other = Noise(1000, seed: 5);
        string url = Url(content).ToString();
        string[] forged =
        [
            url.Replace("/content/tone%2F1", "/content/tone%2F2", StringComparison.Ordinal),
            url.Replace(Hash(content), Hash(other), StringComparison.Ordinal),
            url.Replace("type=audio%2Fwav", "type=text%2Fhtml", StringComparison.Ordinal),
            url.Replace("expires=", "expires=9", StringComparison.Ordinal),
            url[..url.IndexOf("&sig=", StringComparison.Ordinal)],
            url + "x",
            new Uri(_worker.Uploads, "/content/tone%2F1").ToString(),
            new Uri(_worker.Uploads, "/content/").ToString(),
            Url(content, life: TimeSpan.FromSeconds(-1)).ToString(),
        ];
        foreach (string address in forged)
        {
            Assert.AreNotEqual(url, address);
            using HttpResponseMessage refused = await Http.GetAsync(new Uri(address));
            Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode, address);
            Assert.IsEmpty(await refused.Content.ReadAsByteArrayAsync(), "it tells nothing");
        }
    }

    [TestMethod]
    public async Task An_upload_ticket_fetches_nothing_and_a_delivery_ticket_uploads_nothing()
    {
        byte[] content = Noise(1000, seed: 6);
        string upload = _worker.UploadUrl("tone/1").ToString().Replace("/upload/", "/content/", StringComparison.Ordinal);
        using HttpResponseMessage fetched = await Http.GetAsync(new Uri(upload));
        Assert.AreEqual(HttpStatusCode.Forbidden, fetched.StatusCode);
        using ByteArrayContent body = new(content) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
        using HttpResponseMessage put = await Http.PutAsync(Url(content), body);
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        CollectionAssert.AreEquivalent(new[] { "GET", "HEAD" }, put.Content.Headers.Allow.ToArray());
    }

    [TestMethod]
    public async Task Content_that_is_gone_is_not_found()
    {
        byte[] content = Noise(1000, seed: 7);
        Uri url = Url(content);
        _worker.Service.Blobs.TryRemove(Hash(content), out _);
        using HttpResponseMessage missing = await Http.GetAsync(url);
        Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static Uri Url(byte[] content, TimeSpan? life = null)
    {
        string sha256 = _worker.Service.Add(content);
        long expires = (TimeProvider.System.GetUtcNow() + (life ?? TimeSpan.FromMinutes(5))).ToUnixTimeSeconds();
        return new Uri(new DeliveryTicket("tone/1", sha256, "audio/wav", expires).ToUrl(_worker.Uploads.ToString(), _worker.Keys.DeliveryKey));
    }

    private static byte[] Noise(int length, int seed)
    {
        byte[] octets = new byte[length];
        new Random(seed).NextBytes(octets);
        return octets;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
}
