using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Ports;
using Cmr.Media.Sessions;
using Cmr.Protocols.Rtp.Packets;
using Cmr.Sip.MediaClient;
using Cmr.Tests.Media.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cmr.Tests.Media;

/// <summary>The media client of the SIP node against a whole worker, with real RTP to a phone.</summary>
[TestClass]
public sealed class PlaybackTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly PayloadFormat Pcma = new(8, "PCMA", 8000, 1, null);
    private static readonly PayloadFormat Pcmu = new(0, "PCMU", 8000, 1, null);
    private static MediaWorker _worker = null!;
    private static PlaylistItem _melody = null!;

    private readonly EventSink _sink = new();
    private readonly MediaSessionId _session = new(Guid.NewGuid());
    private readonly Phone _phone = new();
    private MediaPlane _plane = null!;

    [ClassInitialize]
    public static async Task StartWorker(TestContext context)
    {
        _worker = await MediaWorker.StartAsync(23500);
        _melody = await UploadMelodyAsync(_worker);
    }

    [ClassCleanup]
    public static async Task StopWorker() => await _worker.DisposeAsync();

    [TestInitialize]
    public async Task Connect() => _plane = await ConnectAsync(_worker);

    [TestCleanup]
    public Task Disconnect() => _plane.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        _plane.Dispose();
        _phone.Dispose();
    }

    [TestMethod]
    [DataRow("PCMA")]
    [DataRow("PCMU")]
    public async Task The_caller_hears_the_tone_that_was_uploaded(string encoding)
    {
        LocalStream stream = await OpenAsync(_phone.Offer(encoding == "PCMA" ? [Pcma, Pcmu] : [Pcmu, Pcma]));
        Assert.IsTrue(await _phone.IsQuietForAsync(TimeSpan.FromMilliseconds(200)), "nothing before play");

        _plane.Post(new PlayMedia(_session, 2, Loop: false), _sink);

        Assert.AreEqual(2L, (await _sink.NextAsync<MediaStarted>()).CommandId);
        MediaEnded ended = await _sink.NextAsync<MediaEnded>();
        Assert.IsNull(ended.CommandId);
        var packets = await _phone.ReceiveAsync((int)ended.PacketsSent, Patience);
        Assert.IsTrue(packets.All(packet => packet.Source.Port == stream.Port), "RTP comes from the port that was told");
        Assert.AreEqual(encoding == "PCMA" ? 8 : 0, packets[0].Header.PayloadType);
        Assert.IsGreaterThanOrEqualTo(0.95, TestSound.LikenessToMelody(Heard(encoding, packets), shift: 100));
    }

    [TestMethod]
    public async Task A_loop_goes_on_until_the_stop_and_the_stop_is_quick()
    {
        await OpenAsync(_phone.Offer(Pcma));
        _plane.Post(new PlayMedia(_session, 2, Loop: true), _sink);
        await _phone.ReceiveAsync(230, Patience);
        await _sink.NextAsync<MediaStarted>();

        _plane.Post(new StopMedia(_session, 3, FadeMs: 0), _sink);
        MediaEnded ended = await _sink.NextAsync<MediaEnded>();
        _phone.Drain();

        Assert.AreEqual(3L, ended.CommandId);
        Assert.IsTrue(await _phone.IsQuietForAsync(TimeSpan.FromMilliseconds(200)), "nothing after the stop was answered");
        _plane.Post(new PlayMedia(_session, 4, Loop: false), _sink);
        Assert.IsTrue((await _phone.ReceiveAsync(1, Patience))[0].Header.Marker, "a session can play again");
    }

    [TestMethod]
    public async Task A_switch_plays_something_else_on_the_same_stream()
    {
        await OpenAsync(_phone.Offer(Pcma));
        _plane.Post(new PlayMedia(_session, 2, Loop: true), _sink);
        var before = await _phone.ReceiveAsync(10, Patience);
        await _sink.NextAsync<MediaStarted>();
        // Another 20 ms as a tone of its own: every packet of it is the same
        byte[] frame = [.. Enumerable.Range(0, 160).Select(i => (byte)(i * 7))];
        PlaylistItem other = new("other", [new TrackReference("PCMA", _worker.Service.Add(frame))]);

        _plane.Post(new StopMedia(_session, 3, FadeMs: 0), _sink);
        _plane.Post(new SwitchMedia(_session, 4, [other], Loop: true), _sink);
        await _sink.NextAsync<MediaEnded>();
        Assert.AreEqual(4L, (await _sink.NextAsync<MediaStarted>()).CommandId);

        _phone.Drain();
        var after = await _phone.ReceiveAsync(10, Patience);
        Assert.IsTrue(after.All(packet => packet.Payload.AsSpan().SequenceEqual(frame)));
        Assert.AreEqual(before[0].Header.Ssrc, after[0].Header.Ssrc, "the same source goes on");
        Assert.AreEqual(before[0].Source, after[0].Source);
    }

    [TestMethod]
    public async Task A_switch_to_what_cannot_be_had_says_so_and_a_stop_after_a_switch_wins()
    {
        await OpenAsync(_phone.Offer(Pcma));
        PlaylistItem missing = new("missing", [new TrackReference("PCMA", new string('e', 64))]);
        _plane.Post(new SwitchMedia(_session, 2, [missing], Loop: true), _sink);
        Assert.AreEqual(MediaFailureReason.ContentUnavailable, (await _sink.NextAsync<MediaFailed>()).Reason);
        _plane.Post(new SwitchMedia(_session, 3, [new PlaylistItem("wrong", [new TrackReference("PCMU", new string('e', 64))])], Loop: true), _sink);
        Assert.AreEqual(MediaFailureReason.InvalidCommand, (await _sink.NextAsync<MediaFailed>()).Reason);

        var gate = new TaskCompletionSource();
        _worker.Service.GetGate = gate.Task;
        byte[] frame = new byte[160];
        PlaylistItem late = new("late", [new TrackReference("PCMA", _worker.Service.Add(frame))]);
        _plane.Post(new SwitchMedia(_session, 4, [late], Loop: true), _sink);
        _plane.Post(new StopMedia(_session, 5, FadeMs: 0), _sink);
        Assert.AreEqual(5L, (await _sink.NextAsync<MediaEnded>()).CommandId);
        gate.SetResult();
        _worker.Service.GetGate = null;
        Assert.AreEqual(4L, (await _sink.NextAsync<MediaEnded>()).CommandId, "the switch came to nothing");
        Assert.IsTrue(await _phone.IsQuietForAsync(TimeSpan.FromMilliseconds(200)));
    }

    [TestMethod]
    public async Task A_release_gives_the_ports_back_and_a_second_one_does_no_harm()
    {
        PortAllocator ports = _worker.Services.GetRequiredService<PortAllocator>();
        int free = ports.Free;
        RemoteStream video = new(1, MediaKind.Video, "127.0.0.1", 5000, [new PayloadFormat(99, "H264", 90000, 1, null)], null, StreamDirection.SendRecv);
        _plane.Post(new OpenMedia(_session, 1, [_phone.Offer(Pcma), video], [_melody]), _sink);
        MediaOpened opened = await _sink.NextAsync<MediaOpened>();
        Assert.AreEqual(free - 2, ports.Free);
        Assert.AreEqual(StreamDirection.Inactive, opened.Streams[1].Direction);
        Assert.AreNotEqual(0, opened.Streams[1].Port);
        _plane.Post(new PlayMedia(_session, 2, Loop: true), _sink);
        await _sink.NextAsync<MediaStarted>();

        _plane.Post(new ReleaseMedia(_session, 3), _sink);
        await _sink.NextAsync<MediaReleased>();
        _plane.Post(new ReleaseMedia(_session, 4), _sink);
        await _sink.NextAsync<MediaReleased>();

        // The pump closes the playing ports at its next turn
        Assert.IsTrue(SpinWait.SpinUntil(() => ports.Free == free, Patience));
        _plane.Post(new PlayMedia(_session, 5, Loop: true), _sink);
        Assert.AreEqual(MediaFailureReason.UnknownSession, (await _sink.NextAsync<MediaFailed>()).Reason);
    }

    [TestMethod]
    public async Task Hostile_datagrams_on_the_rtp_port_do_not_disturb_the_tone()
    {
        LocalStream stream = await OpenAsync(_phone.Offer(Pcma));
        _plane.Post(new PlayMedia(_session, 2, Loop: true), _sink);
        var random = new Random(5);
        using var stranger = new Phone();
        var port = new IPEndPoint(IPAddress.Loopback, stream.Port);
        for (int i = 0; i < 500; i++)
        {
            byte[] octets = new byte[random.Next(0, 1400)];
            random.NextBytes(octets);
            octets.AsSpan(0, Math.Min(1, octets.Length)).Clear();
            await stranger.SendAsync(octets, port);
        }

        var packets = await _phone.ReceiveAsync(60, Patience);

        for (int i = 1; i < packets.Count; i++)
        {
            Assert.AreEqual(unchecked((ushort)(packets[i - 1].Header.SequenceNumber + 1)), packets[i].Header.SequenceNumber);
            uint step = unchecked(packets[i].Header.Timestamp - packets[i - 1].Header.Timestamp);
            Assert.IsTrue(step > 0 && step % 160 == 0, $"{step}");
        }
    }

    [TestMethod]
    public async Task Content_that_is_not_to_be_had_fails_the_open_within_its_budget()
    {
        var missing = new PlaylistItem("gone", [new TrackReference("PCMA", new string('0', 64))]);

        _plane.Post(new OpenMedia(_session, 1, [_phone.Offer(Pcma)], [missing]), _sink);

        Assert.AreEqual(MediaFailureReason.ContentUnavailable, (await _sink.NextAsync<MediaFailed>()).Reason);
    }

    [TestMethod]
    public async Task A_worker_that_has_not_the_track_fetches_it_from_the_service()
    {
        await using MediaWorker other = await MediaWorker.StartAsync(23600);
        foreach ((string sha256, byte[] octets) in _worker.Service.Blobs)
        {
            other.Service.Blobs[sha256] = octets;
        }

        MediaPlane plane = await ConnectAsync(other);
        plane.Post(new OpenMedia(_session, 1, [_phone.Offer(Pcma)], [_melody]), _sink);
        await _sink.NextAsync<MediaOpened>();
        await plane.StopAsync(CancellationToken.None);

        Assert.AreEqual(1, other.Service.Gets);
    }

    [TestMethod]
    public async Task Without_a_worker_the_answer_is_there_at_once()
    {
        var alone = new MediaPlane(_worker.Keys, TimeProvider.System, Options.Create(new MediaClientOptions()), NullLogger<MediaPlane>.Instance);

        alone.Post(new OpenMedia(_session, 1, [_phone.Offer(Pcma)], [_melody]), _sink);

        var failed = (MediaFailed)_sink.TakeAll().Single();
        Assert.AreEqual(MediaFailureReason.Unreachable, failed.Reason);
    }

    [TestMethod]
    public async Task A_session_outlives_its_connection_and_is_taken_up_again_over_the_next()
    {
        // The relay stands for the network: it is cut while the tone plays
        await using var relay = new TcpRelay(_worker.Control);
        MediaPlane plane = await ConnectAsync(_worker, relay.Address);
        plane.Post(new OpenMedia(_session, 1, [_phone.Offer(Pcma)], [_melody]), _sink);
        await _sink.NextAsync<MediaOpened>();
        plane.Post(new PlayMedia(_session, 2, Loop: true), _sink);
        await _sink.NextAsync<MediaStarted>();

        relay.Cut();
        plane.Post(new StopMedia(_session, 3, FadeMs: 0), _sink);

        MediaEvent answer = await _sink.NextAsync<MediaEvent>();
        Assert.IsTrue(answer is MediaEnded { CommandId: 3 } or MediaFailed { CommandId: 3, Reason: MediaFailureReason.Unreachable }, answer.ToString());
        await WaitForConnectionAsync(plane);
        plane.Post(new PlayMedia(_session, 4, Loop: true), _sink);
        await _sink.NextAsync<MediaStarted>();
        await plane.StopAsync(CancellationToken.None);
    }

    [TestMethod]
    public async Task A_session_that_nobody_names_is_dropped_and_its_ports_come_back()
    {
        await using MediaWorker strict = await MediaWorker.StartAsync(23700, "--Media:Sessions:KeepAliveTimeout=00:00:01");
        PlaylistItem melody = await UploadMelodyAsync(strict);
        PortAllocator ports = strict.Services.GetRequiredService<PortAllocator>();
        int free = ports.Free;
        MediaPlane plane = await ConnectAsync(strict);
        plane.Post(new OpenMedia(_session, 1, [_phone.Offer(Pcma)], [melody]), _sink);
        await _sink.NextAsync<MediaOpened>();
        plane.Post(new PlayMedia(_session, 2, Loop: true), _sink);
        await _sink.NextAsync<MediaStarted>();

        await plane.StopAsync(CancellationToken.None);

        Assert.IsTrue(SpinWait.SpinUntil(() => ports.Free == free, Patience));
        _phone.Drain();
        Assert.IsTrue(await _phone.IsQuietForAsync(TimeSpan.FromMilliseconds(200)));
    }

    [TestMethod]
    public async Task A_worker_that_shuts_down_lets_sessions_end_but_takes_no_new_ones()
    {
        await using MediaWorker leaving = await MediaWorker.StartAsync(23800, "--Media:Sessions:DrainTimeout=00:00:20");
        PlaylistItem melody = await UploadMelodyAsync(leaving);
        MediaPlane plane = await ConnectAsync(leaving);
        plane.Post(new OpenMedia(_session, 1, [_phone.Offer(Pcma)], [melody]), _sink);
        await _sink.NextAsync<MediaOpened>();
        plane.Post(new PlayMedia(_session, 2, Loop: true), _sink);
        await _sink.NextAsync<MediaStarted>();

        Task stop = leaving.StopAsync();
        var refused = new EventSink();
        Assert.IsTrue(SpinWait.SpinUntil(() => leaving.Services.GetRequiredService<SessionTable>().Load.Draining, Patience));
        plane.Post(new OpenMedia(new MediaSessionId(Guid.NewGuid()), 1, [_phone.Offer(Pcma)], [melody]), refused);
        MediaFailureReason reason = (await refused.NextAsync<MediaFailed>()).Reason;
        Assert.IsTrue(reason is MediaFailureReason.Draining or MediaFailureReason.Unreachable, $"{reason}: the news may be faster than the command");
        _phone.Drain();
        await _phone.ReceiveAsync(10, Patience);
        Assert.IsFalse(stop.IsCompleted, "the tone goes on");
        plane.Post(new ReleaseMedia(_session, 3), _sink);

        await stop.WaitAsync(Patience);
        await _sink.NextAsync<MediaReleased>();
        await plane.StopAsync(CancellationToken.None);
    }

    // Laid out by timestamp, as a phone does; frames that a busy machine had to give up stay silent
    private static short[] Heard(string encoding, List<(RtpHeader Header, byte[] Payload, IPEndPoint Source)> packets)
    {
        uint first = packets[0].Header.Timestamp;
        short[] heard = new short[unchecked(packets[^1].Header.Timestamp - first) + 160];
        foreach ((RtpHeader header, byte[] payload, _) in packets)
        {
            TestSound.Decode(encoding, payload).CopyTo(heard, (int)unchecked(header.Timestamp - first));
        }

        return heard;
    }

    private async Task<LocalStream> OpenAsync(RemoteStream offer)
    {
        _plane.Post(new OpenMedia(_session, 1, [offer], [_melody]), _sink);
        MediaOpened opened = await _sink.NextAsync<MediaOpened>();
        Assert.AreEqual(0, opened.Streams[0].Port % 2);
        return opened.Streams[0];
    }

    private static Task<MediaPlane> ConnectAsync(MediaWorker worker) => ConnectAsync(worker, worker.Control);

    private static async Task<MediaPlane> ConnectAsync(MediaWorker worker, IPEndPoint address)
    {
        var options = new MediaClientOptions { Workers = [address.ToString()], KeepAliveInterval = TimeSpan.FromMilliseconds(200), CommandBudget = TimeSpan.FromSeconds(2) };
        var plane = new MediaPlane(worker.Keys, TimeProvider.System, Options.Create(options), NullLogger<MediaPlane>.Instance);
        await plane.StartAsync(CancellationToken.None);
        await WaitForConnectionAsync(plane);
        return plane;
    }

    private static async Task WaitForConnectionAsync(MediaPlane plane)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var limit = new CancellationTokenSource(Patience);
        while (plane.ConnectedWorkers == 0)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task<PlaylistItem> UploadMelodyAsync(MediaWorker worker)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(TestSound.Read("melody.wav"));
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("audio/wav");
        using HttpResponseMessage response = await http.PutAsync(worker.UploadUrl("melody"), content);
        Assert.AreEqual(HttpStatusCode.Created, response.StatusCode, await response.Content.ReadAsStringAsync());
        (_, ContentBinding binding) = worker.Service.Bindings.Last();
        return new PlaylistItem("melody", [.. binding.Tracks.Select(track => new TrackReference(track.Encoding, track.Sha256))]);
    }
}
