using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Ingest;
using Cmr.Tests.Media.Support;
using Microsoft.AspNetCore.Http;

namespace Cmr.Tests.Media.Ingest;

/// <summary>Uploads over real HTTP through real ffmpeg to a stub of the service.</summary>
[TestClass]
public sealed class UploadTests
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private static MediaWorker _worker = null!;

    [ClassInitialize]
    public static async Task StartWorker(TestContext context) =>
        _worker = await MediaWorker.StartAsync(23200, "--Media:MaxUploadBytes=1000000", "--Media:MaxDuration=00:00:10");

    [ClassCleanup]
    public static async Task StopWorker() => await _worker.DisposeAsync();

    [TestMethod]
    [DataRow("melody.wav", "audio/wav")]
    [DataRow("melody.wav", "audio/x-wav; codecs=1")]
    [DataRow("melody-g711a.wav", "audio/wav")]
    [DataRow("melody.mp3", "audio/mpeg")]
    [DataRow("melody.m4a", "audio/mp4")]
    public async Task A_sound_is_rendered_stored_and_bound_and_sounds_the_same(string name, string mediaType)
    {
        string resource = $"tone of {name}/1";
        byte[] file = TestSound.Read(name);

        using HttpResponseMessage response = await PutAsync(_worker.UploadUrl(resource), file, mediaType);

        Assert.AreEqual(HttpStatusCode.Created, response.StatusCode, await response.Content.ReadAsStringAsync());
        UploadReceipt receipt = (await response.Content.ReadFromJsonAsync(ContentJsonContext.Default.UploadReceipt))!;
        Assert.AreEqual(resource, receipt.ResourceId);
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(file)), receipt.Sha256);
        Assert.IsTrue(receipt.DurationMs is >= 3980 and <= 4120, $"{receipt.DurationMs} ms");
        (_, ContentBinding binding) = _worker.Service.Bindings.Last(bound => bound.ResourceId == resource);
        CollectionAssert.AreEqual(file, _worker.Service.Blobs[binding.Original.Sha256]);
        CollectionAssert.AreEqual(receipt.Renditions.ToArray(), binding.Tracks.ToArray());
        CollectionAssert.AreEquivalent(new[] { "PCMU", "PCMA" }, binding.Tracks.Select(track => track.Encoding).ToArray());
        foreach (RenderedTrack track in binding.Tracks)
        {
            byte[] octets = _worker.Service.Blobs[track.Sha256];
            Assert.AreEqual(track.Frames * 160, octets.Length);
            Assert.AreEqual(octets.Length, track.Bytes);
            double likeness = TestSound.LikenessToMelody(TestSound.Decode(track.Encoding, octets), shift: 600);
            Assert.IsGreaterThanOrEqualTo(0.95, likeness, $"{track.Encoding} of {name}");
        }

        AssertNothingLeft();
    }

    [TestMethod]
    public async Task A_picture_on_the_cover_is_no_obstacle()
    {
        byte[] cover = await WithCoverAsync();

        using HttpResponseMessage response = await PutAsync(_worker.UploadUrl("cover"), cover, "audio/mpeg");

        Assert.AreEqual(HttpStatusCode.Created, response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    [DataRow("nothing", "audio/wav", 400, "empty")]
    [DataRow("melody.wav", "", 415, "unsupported-type")]
    [DataRow("melody.wav", "application/octet-stream", 415, "unsupported-type")]
    [DataRow("melody.wav", "audio/ogg", 415, "unsupported-type")]
    [DataRow("melody.wav", "audio/mpeg", 415, "type-mismatch")]
    [DataRow("melody.mp3", "audio/mp4", 415, "type-mismatch")]
    [DataRow("melody.m4a", "audio/wav", 415, "type-mismatch")]
    [DataRow("a playlist", "audio/mpeg", 415, "type-mismatch")]
    [DataRow("a picture", "audio/mpeg", 415, "type-mismatch")]
    [DataRow("a playlist behind an ID3 tag", "audio/mpeg", 422, "unreadable")]
    [DataRow("the beginning of a WAV", "audio/wav", 422, "unreadable")]
    [DataRow("half a WAV", "audio/wav", 422, "unreadable")]
    [DataRow("a WAV without samples", "audio/wav", 422, "unreadable")]
    [DataRow("noise with the head of a WAV", "audio/wav", 422, "unreadable")]
    [DataRow("noise with the head of an M4A", "audio/mp4", 422, "unreadable")]
    [DataRow("noise with the head of an MP3", "audio/mpeg", 422, "unreadable")]
    [DataRow("a WAV of 10.1 s", "audio/wav", 422, "too-long")]
    [DataRow("a WAV of 1 008 044 octets", "audio/wav", 413, "too-large")]
    public async Task A_bad_upload_is_refused_with_its_reason_and_leaves_nothing(string name, string mediaType, int status, string error)
    {
        byte[] file = BadFile(name);
        int blobs = _worker.Service.Blobs.Count;
        int bindings = _worker.Service.Bindings.Count;

        using HttpResponseMessage response = await PutAsync(_worker.UploadUrl("bad"), file, mediaType);

        string body = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(status, (int)response.StatusCode, body);
        UploadRefusal refusal = System.Text.Json.JsonSerializer.Deserialize(body, ContentJsonContext.Default.UploadRefusal)!;
        Assert.AreEqual(error, refusal.Error, refusal.Reason);
        Assert.DoesNotContain(_worker.CacheDirectory, refusal.Reason, "paths of the worker are none of the client's business");
        Assert.AreEqual(blobs, _worker.Service.Blobs.Count);
        Assert.AreEqual(bindings, _worker.Service.Bindings.Count);
        AssertNothingLeft();
    }

    [TestMethod]
    public async Task A_film_is_refused_as_no_sound()
    {
        string film = Path.Combine(Directory.CreateTempSubdirectory("cmr-film").FullName, "film.mp4");
        await RunFfmpegAsync("-f", "lavfi", "-i", "testsrc=duration=1:size=64x64", "-i", TestSound.PathOf("melody.m4a"), "-t", "1", "-c:v", "mpeg4", "-c:a", "copy", film);

        using HttpResponseMessage response = await PutAsync(_worker.UploadUrl("film"), await File.ReadAllBytesAsync(film), "audio/mp4");

        Directory.Delete(Path.GetDirectoryName(film)!, recursive: true);
        await AssertRefusedAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-type");
    }

    [TestMethod]
    public async Task A_file_that_lies_about_its_length_is_found_out_while_it_comes()
    {
        using var content = new StreamContent(new MemoryStream(TestSound.Wav(60_000, TimeSpan.FromSeconds(9)))) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
        using var request = new HttpRequestMessage(HttpMethod.Put, _worker.UploadUrl("long")) { Content = content, Headers = { TransferEncodingChunked = true } };

        using HttpResponseMessage response = await Http.SendAsync(request);

        await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [TestMethod]
    public async Task Only_a_good_ticket_opens_the_door()
    {
        Uri good = _worker.UploadUrl("ticket");
        byte[] file = TestSound.Read("melody-g711a.wav");
        (string Url, string Error)[] bad =
        [
            (good.ToString().Replace("/upload/ticket", "/upload/other", StringComparison.Ordinal), "ticket-forged"),
            (good.ToString().Split('?')[0], "ticket-forged"),
            (good + "x", "ticket-forged"),
            (_worker.UploadUrl("ticket", TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(16)).ToString(), "ticket-expired"),
        ];
        foreach ((string url, string error) in bad)
        {
            using HttpResponseMessage response = await PutAsync(new Uri(url), file, "audio/wav");
            await AssertRefusedAsync(response, HttpStatusCode.Forbidden, error);
        }
    }

    [TestMethod]
    [DataRow(404, HttpStatusCode.NotFound, "resource-unknown")]
    [DataRow(409, HttpStatusCode.Conflict, "ticket-used")]
    [DataRow(422, HttpStatusCode.UnprocessableEntity, "service-refused")]
    [DataRow(500, HttpStatusCode.ServiceUnavailable, "service-unavailable")]
    [DataRow(401, HttpStatusCode.ServiceUnavailable, "service-unavailable")]
    [DataRow(507, HttpStatusCode.InsufficientStorage, "storage-full")]
    public async Task What_the_service_says_reaches_the_client(int bindStatus, HttpStatusCode expected, string error)
    {
        _worker.Service.BindStatus = bindStatus;
        try
        {
            using HttpResponseMessage response = await PutAsync(_worker.UploadUrl("service"), TestSound.Read("melody-g711a.wav"), "audio/wav");
            await AssertRefusedAsync(response, expected, error);
            Assert.AreEqual(expected is HttpStatusCode.ServiceUnavailable, response.Headers.RetryAfter is not null);
        }
        finally
        {
            _worker.Service.BindStatus = StatusCodes.Status204NoContent;
        }
    }

    [TestMethod]
    public async Task Another_method_or_path_is_answered_as_http_has_it()
    {
        using HttpResponseMessage get = await Http.GetAsync(_worker.UploadUrl("x"));
        using HttpResponseMessage elsewhere = await Http.GetAsync(new Uri(_worker.Uploads, "/health"));

        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        CollectionAssert.AreEqual(new[] { "PUT" }, get.Content.Headers.Allow.ToArray());
        Assert.AreEqual(HttpStatusCode.NotFound, elsewhere.StatusCode, "health is not shown to the world");
    }

    [TestMethod]
    public async Task More_uploads_than_there_is_room_for_are_told_to_come_again()
    {
        await using MediaWorker small = await MediaWorker.StartAsync(23300, "--Media:ConcurrentRenders=1", "--Media:WaitingRenders=0");
        byte[] file = TestSound.Wav(48_000, TimeSpan.FromSeconds(60));

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => PutAsync(small.UploadUrl($"r{i}"), file, "audio/wav")));

        Assert.IsTrue(responses.All(response => response.StatusCode is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable));
        Assert.IsTrue(responses.Any(response => response.StatusCode is HttpStatusCode.Created));
        HttpResponseMessage refused = responses.First(response => response.StatusCode is HttpStatusCode.ServiceUnavailable);
        Assert.IsNotNull(refused.Headers.RetryAfter);
        await AssertRefusedAsync(refused, HttpStatusCode.ServiceUnavailable, "busy");
    }

    [TestMethod]
    public async Task Without_ffmpeg_uploads_and_health_say_how_to_mend_it()
    {
        await using MediaWorker bare = await MediaWorker.StartAsync(23400, "--Media:FfmpegPath=/nowhere/ffmpeg", "--Media:FfprobePath=/nowhere/ffprobe");

        using HttpResponseMessage upload = await PutAsync(bare.UploadUrl("x"), TestSound.Read("melody-g711a.wav"), "audio/wav");
        using HttpResponseMessage health = await Http.GetAsync(new Uri(bare.Health, "/health"));

        Assert.Contains("apt-get install ffmpeg", await upload.Content.ReadAsStringAsync());
        await AssertRefusedAsync(upload, HttpStatusCode.ServiceUnavailable, "renderer-missing");
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("apt-get install ffmpeg", await health.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public void A_full_disk_is_told_from_other_errors()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Inconclusive("There is no /dev/full here");
        }

        IOException full = Assert.ThrowsExactly<IOException>(() =>
        {
            using var file = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(new byte[10]);
        });

        Assert.IsTrue(IngestPipeline.IsDiskFull(full));
        Assert.IsFalse(IngestPipeline.IsDiskFull(new FileNotFoundException()));
    }

    [TestMethod]
    public async Task Health_and_metrics_are_served_where_they_belong()
    {
        string health = await Http.GetStringAsync(new Uri(_worker.Health, "/health"));
        string metrics = await Http.GetStringAsync(new Uri(_worker.Health, "/metrics"));

        Assert.Contains("\"status\":\"ok\"", health);
        Assert.Contains("\"process\":\"media\"", health);
        Assert.Contains("# TYPE cmr_media_rtp_packets_sent_total counter\n", metrics);
        Assert.Contains("cmr_media_sessions 0\n", metrics);
    }

    private static void AssertNothingLeft() =>
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(_worker.CacheDirectory, "incoming")));

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string error)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(status, response.StatusCode, body);
        Assert.Contains($"\"error\":\"{error}\"", body);
    }

    private static async Task<HttpResponseMessage> PutAsync(Uri url, byte[] file, string mediaType)
    {
        using var content = new ByteArrayContent(file);
        if (mediaType.Length > 0)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        }

        return await Http.PutAsync(url, content);
    }

    private static byte[] BadFile(string name) => name switch
    {
        "nothing" => [],
        "a playlist" => "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"u8.ToArray(),
        "a picture" => "GIF89a and so on"u8.ToArray(),
        "a playlist behind an ID3 tag" => "ID3\u0003\0\0\0\0\0\0#EXTM3U\n/etc/passwd\n"u8.ToArray(),
        "the beginning of a WAV" => TestSound.Read("melody.wav")[..20],
        "half a WAV" => TestSound.Read("melody.wav")[..(TestSound.Read("melody.wav").Length / 2)],
        "a WAV without samples" => TestSound.Wav(8000, TimeSpan.Zero),
        "noise with the head of a WAV" => Noise("RIFF\u0010\u0010\0\0WAVE", 5000),
        "noise with the head of an M4A" => Noise("\0\0\0\u0020ftypM4A ", 5000),
        "noise with the head of an MP3" => Noise("ID3\u0003\0\0\0\0\u001F\u0076", 5000),
        "a WAV of 10.1 s" => TestSound.Wav(8000, TimeSpan.FromSeconds(10.1)),
        "a WAV of 1 008 044 octets" => TestSound.Wav(60_000, TimeSpan.FromSeconds(8.4)),
        _ => TestSound.Read(name),
    };

    private static byte[] Noise(string head, int length)
    {
        byte[] file = new byte[length];
        new Random(1).NextBytes(file);
        Encoding.Latin1.GetBytes(head).CopyTo(file, 0);
        return file;
    }

    private static async Task<byte[]> WithCoverAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("cmr-cover");
        string path = Path.Combine(folder.FullName, "cover.mp3");
        await RunFfmpegAsync("-i", TestSound.PathOf("melody.mp3"), "-f", "lavfi", "-i", "color=red:size=64x64:duration=0.04", "-map", "0:a", "-map", "1:v", "-frames:v", "1", "-c:a", "copy", "-c:v", "png", "-disposition:v", "attached_pic", path);
        byte[] file = await File.ReadAllBytesAsync(path);
        folder.Delete(recursive: true);
        return file;
    }

    private static async Task RunFfmpegAsync(params string[] arguments)
    {
        ChildResult result = await ChildProcess.RunAsync("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments], TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
        Assert.AreEqual(ChildOutcome.Succeeded, result.Outcome, result.Errors);
    }
}
