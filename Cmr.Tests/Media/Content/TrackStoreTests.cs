using Cmr.Contracts.MediaControl;
using Cmr.Media.Content;
using Cmr.Media.Playout;
using Cmr.Tests.Media.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cmr.Tests.Media.Content;

[TestClass]
public sealed class TrackStoreTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly InstanceKeys Keys = InstanceKeys.FromSecret(new byte[32]);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cmr-tracks-test");
    private StubContentService _service = null!;

    [TestInitialize]
    public async Task StartService() => _service = await StubContentService.StartAsync(Keys);

    [TestCleanup]
    public async Task StopService()
    {
        await _service.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [TestMethod]
    public async Task A_track_is_fetched_once_and_then_comes_from_memory_or_after_a_restart_from_disk()
    {
        string sha256 = _service.Add(Octets(1, frames: 3));
        TrackStore store = Store();

        Track? first = await store.GetAsync(sha256, CancellationToken.None).AsTask().WaitAsync(Patience);
        Track? second = await store.GetAsync(sha256, CancellationToken.None).AsTask().WaitAsync(Patience);
        Track? afterRestart = await Store().GetAsync(sha256, CancellationToken.None).AsTask().WaitAsync(Patience);

        Assert.AreEqual(3, first?.Frames);
        Assert.AreSame(first, second);
        Assert.AreEqual(3, afterRestart?.Frames);
        Assert.AreEqual(1, _service.Gets);
    }

    [TestMethod]
    public async Task Many_calls_for_one_track_make_one_fetch()
    {
        string sha256 = _service.Add(Octets(1, frames: 3));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.GetGate = gate.Task;
        TrackStore store = Store();

        Task<Track?>[] calls = [.. Enumerable.Range(0, 50).Select(_ => store.GetAsync(sha256, CancellationToken.None).AsTask())];
        gate.SetResult();
        Track?[] tracks = await Task.WhenAll(calls).WaitAsync(Patience);

        Assert.AreEqual(1, _service.Gets);
        Assert.IsTrue(tracks.All(track => track is not null && ReferenceEquals(track, tracks[0])));
    }

    [TestMethod]
    public async Task A_caller_that_stops_waiting_does_not_stop_the_fetch_for_others()
    {
        string sha256 = _service.Add(Octets(1, frames: 3));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.GetGate = gate.Task;
        TrackStore store = Store();
        using var impatience = new CancellationTokenSource();

        Task<Track?> impatient = store.GetAsync(sha256, impatience.Token).AsTask();
        Task<Track?> patient = store.GetAsync(sha256, CancellationToken.None).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();

        Assert.IsNotNull(await patient.WaitAsync(Patience, CancellationToken.None));
    }

    [TestMethod]
    public async Task What_is_not_what_its_hash_says_is_not_taken_nor_kept()
    {
        string sha256 = _service.Add(Octets(1, frames: 3));
        _service.Blobs[sha256] = Octets(2, frames: 3);
        TrackStore store = Store();

        Assert.IsNull(await store.GetAsync(sha256, CancellationToken.None).AsTask().WaitAsync(Patience));
        _service.Blobs[sha256] = Octets(1, frames: 3);
        Assert.IsNotNull(await store.GetAsync(sha256, CancellationToken.None).AsTask().WaitAsync(Patience), "healed by the next fetch");
    }

    [TestMethod]
    public async Task What_is_missing_or_no_whole_frames_or_too_large_is_not_taken()
    {
        TrackStore store = Store(new ContentOptions { ServiceUrl = _service.Url, CacheDirectory = _directory.FullName, MaximumTrackBytes = 1600 });

        Assert.IsNull(await store.GetAsync(new string('0', 64), CancellationToken.None).AsTask().WaitAsync(Patience));
        Assert.IsNull(await store.GetAsync(_service.Add(new byte[161]), CancellationToken.None).AsTask().WaitAsync(Patience));
        Assert.IsNull(await store.GetAsync(_service.Add([]), CancellationToken.None).AsTask().WaitAsync(Patience));
        Assert.IsNull(await store.GetAsync(_service.Add(Octets(1, frames: 11)), CancellationToken.None).AsTask().WaitAsync(Patience));
        Assert.IsNotNull(await store.GetAsync(_service.Add(Octets(1, frames: 10)), CancellationToken.None).AsTask().WaitAsync(Patience));
    }

    [TestMethod]
    public async Task A_service_that_is_gone_is_no_error_of_the_worker()
    {
        TrackStore store = Store(new ContentOptions { ServiceUrl = new Uri("http://127.0.0.1:1"), CacheDirectory = _directory.FullName });

        Assert.IsNull(await store.GetAsync(new string('0', 64), CancellationToken.None).AsTask().WaitAsync(Patience));
    }

    [TestMethod]
    public async Task A_damaged_file_in_the_cache_is_fetched_anew()
    {
        string sha256 = _service.Add(Octets(1, frames: 3));
        await Store().GetAsync(sha256, CancellationToken.None).AsTask().WaitAsync(Patience);
        string path = Directory.GetFiles(_directory.FullName, sha256, SearchOption.AllDirectories).Single();
        byte[] damaged = File.ReadAllBytes(path);
        damaged[100] ^= 1;
        File.WriteAllBytes(path, damaged);

        Track? track = await Store().GetAsync(sha256, CancellationToken.None).AsTask().WaitAsync(Patience);

        Assert.IsNotNull(track);
        Assert.AreEqual(2, _service.Gets);
        CollectionAssert.AreEqual(Octets(1, frames: 3), File.ReadAllBytes(path));
    }

    [TestMethod]
    public async Task The_disk_cache_keeps_to_its_bound_and_clears_up_what_a_crash_left()
    {
        var options = new ContentOptions { ServiceUrl = _service.Url, CacheDirectory = _directory.FullName, DiskCacheBytes = 1000, MemoryCacheBytes = 0 };
        string leftover = Path.Combine(_directory.FullName, "tracks", $"{new string('0', 64)}.partial");
        Directory.CreateDirectory(Path.GetDirectoryName(leftover)!);
        File.WriteAllText(leftover, "half");
        TrackStore store = Store(options);
        for (byte i = 0; i < 10; i++)
        {
            await store.GetAsync(_service.Add(Octets(i, frames: 2)), CancellationToken.None).AsTask().WaitAsync(Patience);
        }

        FileInfo[] files = new DirectoryInfo(_directory.FullName).GetFiles("*", SearchOption.AllDirectories);
        Assert.HasCount(3, files);
        Assert.IsLessThanOrEqualTo(1000L, files.Sum(file => file.Length));
    }

    private static byte[] Octets(byte fill, int frames) => [.. Enumerable.Repeat(fill, 160 * frames)];

    private TrackStore Store() => Store(new ContentOptions { ServiceUrl = _service.Url, CacheDirectory = _directory.FullName });

    private static TrackStore Store(ContentOptions options)
    {
        IOptions<ContentOptions> wrapped = Options.Create(options);
        return new TrackStore(new DiskCache(wrapped, NullLogger<DiskCache>.Instance), new ContentClient(wrapped, Keys), wrapped, TimeProvider.System, NullLogger<TrackStore>.Instance);
    }
}
