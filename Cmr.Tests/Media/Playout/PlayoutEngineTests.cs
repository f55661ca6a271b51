using System.Buffers.Binary;
using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Playout;
using Cmr.Media.Ports;
using Cmr.Protocols.Rtp.Packets;
using Cmr.Tests.Media.Support;

namespace Cmr.Tests.Media.Playout;

[TestClass]
public sealed class PlayoutEngineTests
{
    private static readonly IPEndPoint Peer = new(IPAddress.Loopback, 4000);
    private static readonly RtpOrigin Origin = new(0xCAFEBABE, 0xFFFE, 0xFFFFFF00, "name");
    private static readonly DateTimeOffset WallClock = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly PortAllocator Ports = TestPorts.Range(23100, 23199);

    private readonly CapturedDatagrams _wire = new();
    private readonly PlayoutNews _news = new();
    private readonly List<RtpStream> _streams = [];
    private TimeSpan _now;

    [TestCleanup]
    public void CloseStreams() => _streams.ForEach(stream => stream.Dispose());

    [TestMethod]
    public void Nothing_is_sent_before_the_start()
    {
        PlayoutEngine engine = Engine();
        _ = Stream(frames: 5);

        Run(engine, TimeSpan.FromSeconds(1));

        Assert.IsEmpty(_wire.Sent);
        Assert.IsNull(engine.NextDue);
    }

    [TestMethod]
    public void Packets_count_up_from_a_random_start_and_only_the_first_is_marked()
    {
        PlayoutEngine engine = Engine();
        engine.Post(new PlayoutOrder.Start(Stream(frames: 5), Loop: false, 1));

        Run(engine, TimeSpan.FromSeconds(1));

        RtpHeader[] headers = [.. Headers()];
        Assert.HasCount(5, headers);
        for (int i = 0; i < headers.Length; i++)
        {
            var expected = new RtpHeader(8, i == 0, unchecked((ushort)(0xFFFE + i)), unchecked(0xFFFFFF00 + (uint)(i * 160)), 0xCAFEBABE);
            Assert.AreEqual(expected, headers[i]);
            Assert.AreEqual(i, _wire.Sent[i][12], "frame after frame of the track");
        }

        CollectionAssert.AreEqual(new[] { "started 1", "ended by itself" }, _news.Lines);
    }

    [TestMethod]
    public void An_hour_has_exactly_its_packets_however_unevenly_the_thread_wakes()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        PlayoutEngine engine = Engine();
        RtpStream stream = Stream(frames: 7);
        engine.Post(new PlayoutOrder.Start(stream, Loop: true, 1));
        engine.Advance(_now);
        _wire.Keep = false;
        while (_now < TimeSpan.FromHours(1))
        {
            _now += TimeSpan.FromMilliseconds(random.NextDouble() * 40);
            engine.Advance(_now);
        }

        long expected = (long)(_now.TotalMilliseconds / 20);
        Assert.IsLessThanOrEqualTo(1, Math.Abs(stream.PacketsSent - expected), $"{stream.PacketsSent} packets for {_now}, seed {Seed}");
        Assert.AreEqual(0, engine.Stalls);
    }

    [TestMethod]
    public void After_a_stall_the_frames_owed_are_given_up_and_time_goes_on_where_it_is()
    {
        PlayoutEngine engine = Engine();
        engine.Post(new PlayoutOrder.Start(Stream(frames: 200), Loop: false, 1));
        Run(engine, TimeSpan.FromMilliseconds(100));
        int before = _wire.Sent.Count;

        _now += TimeSpan.FromSeconds(1);
        engine.Advance(_now);

        Assert.AreEqual(1, engine.Stalls);
        Assert.AreEqual(before + 1, _wire.Sent.Count, "no burst");
        RtpHeader[] headers = [.. Headers()];
        uint gap = unchecked(headers[^1].Timestamp - headers[^2].Timestamp);
        Assert.IsTrue(gap is >= 7800 and <= 8320, $"the clock ran on by {gap}");
        Assert.AreEqual(unchecked((ushort)(headers[^2].SequenceNumber + 1)), headers[^1].SequenceNumber);
        Assert.IsTrue(headers[^1].Marker);
    }

    [TestMethod]
    public void A_playlist_goes_from_item_to_item_and_round_again_without_a_seam()
    {
        PlayoutEngine engine = Engine();
        engine.Post(new PlayoutOrder.Start(Stream(new Playlist([Numbered(3, 0), Numbered(2, 100)], G711Encoding.Pcma)), Loop: true, 1));

        Run(engine, TimeSpan.FromMilliseconds(240));

        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 100, 101, 0, 1, 2, 100, 101 }, _wire.Sent.Take(10).Select(packet => packet[12]).ToArray());
        Assert.AreEqual(1, Headers().Count(header => header.Marker));
    }

    [TestMethod]
    public void A_stop_ends_it_within_twenty_milliseconds_and_a_new_start_begins_again_in_real_time()
    {
        PlayoutEngine engine = Engine();
        RtpStream stream = Stream(frames: 1000);
        engine.Post(new PlayoutOrder.Start(stream, Loop: false, 1));
        Run(engine, TimeSpan.FromMilliseconds(200));
        int sent = _wire.Sent.Count;

        engine.Post(new PlayoutOrder.Stop(stream, FadeFrames: 0, 2));
        Run(engine, TimeSpan.FromMilliseconds(500));
        Assert.AreEqual(sent, _wire.Sent.Count);

        engine.Post(new PlayoutOrder.Start(stream, Loop: false, 3));
        Run(engine, TimeSpan.FromMilliseconds(40));

        RtpHeader[] headers = [.. Headers()];
        Assert.IsTrue(headers[sent].Marker);
        Assert.AreEqual(unchecked((ushort)(headers[sent - 1].SequenceNumber + 1)), headers[sent].SequenceNumber);
        uint gap = unchecked(headers[sent].Timestamp - headers[sent - 1].Timestamp);
        Assert.IsTrue(gap is >= 4000 and <= 4320, $"{gap} for a pause of about 500 ms");
        Assert.AreEqual(0, _wire.Sent[sent][12], "from the beginning");
        CollectionAssert.AreEqual(new[] { "started 1", "ended 2", "started 3" }, _news.Lines);
    }

    [TestMethod]
    public void A_fade_goes_down_in_a_straight_line_and_then_ends()
    {
        byte loud = Cmr.Protocols.Rtp.Payloads.ALaw.Encode(16000);
        Track track = Track.From([.. Enumerable.Repeat(loud, 160 * 100)])!;
        PlayoutEngine engine = Engine();
        RtpStream stream = Stream(new Playlist([track], G711Encoding.Pcma));
        engine.Post(new PlayoutOrder.Start(stream, Loop: true, 1));
        Run(engine, TimeSpan.FromMilliseconds(100));
        int before = _wire.Sent.Count;

        engine.Post(new PlayoutOrder.Stop(stream, FadeFrames: 3, 2));
        Run(engine, TimeSpan.FromMilliseconds(200));

        int[] samples = [.. _wire.Sent.Skip(before).SelectMany(packet => packet.Skip(12)).Select(octet => (int)Cmr.Protocols.Rtp.Payloads.ALaw.Decode(octet))];
        Assert.HasCount(3 * 160, samples);
        for (int i = 0; i < samples.Length; i++)
        {
            Assert.IsLessThanOrEqualTo(600, Math.Abs(samples[i] - (16000 * (1 - (i / 480.0)))), $"sample {i}");
        }

        CollectionAssert.AreEqual(new[] { "started 1", "ended 2" }, _news.Lines);
    }

    [TestMethod]
    public void Every_command_gets_its_news_also_when_it_is_overtaken()
    {
        PlayoutEngine engine = Engine();
        RtpStream stream = Stream(frames: 1000);
        engine.Post(new PlayoutOrder.Start(stream, Loop: false, 1));
        engine.Post(new PlayoutOrder.Stop(stream, FadeFrames: 5, 2));
        engine.Post(new PlayoutOrder.Stop(stream, FadeFrames: 0, 3));
        engine.Post(new PlayoutOrder.Start(stream, Loop: false, 4));
        Run(engine, TimeSpan.FromMilliseconds(40));
        engine.Post(new PlayoutOrder.Stop(stream, FadeFrames: 5, 5));
        engine.Post(new PlayoutOrder.Stop(stream, FadeFrames: 0, 6));
        Run(engine, TimeSpan.FromMilliseconds(40));

        CollectionAssert.AreEqual(new[] { "ended 1", "ended 2", "ended 3", "started 4", "ended 5", "ended 6" }, _news.Lines);
        Assert.AreEqual(0, engine.Playing);
    }

    [TestMethod]
    public void A_stream_that_cannot_be_sent_is_given_up_after_a_second()
    {
        _wire.Error = 101;
        PlayoutEngine engine = Engine();
        engine.Post(new PlayoutOrder.Start(Stream(frames: 1000), Loop: false, 1));

        Run(engine, TimeSpan.FromSeconds(3));

        CollectionAssert.AreEqual(new[] { "ended 1", "broken 101" }, _news.Lines);
        Assert.AreEqual(50, engine.PacketsFailed);
    }

    [TestMethod]
    public void Streams_spread_over_the_packet_time()
    {
        PlayoutEngine engine = Engine();
        for (int i = 0; i < 8; i++)
        {
            engine.Post(new PlayoutOrder.Start(Stream(frames: 1000), Loop: true, i));
        }

        engine.Advance(_now);
        var each = new List<int>();
        for (int tick = 0; tick < 4; tick++)
        {
            int before = _wire.Sent.Count;
            _now += TimeSpan.FromMilliseconds(5);
            engine.Advance(_now);
            each.Add(_wire.Sent.Count - before);
        }

        CollectionAssert.AreEqual(new[] { 2, 2, 2, 2 }, each);
    }

    [TestMethod]
    public void A_report_goes_out_every_five_seconds_and_a_goodbye_at_the_end()
    {
        PlayoutEngine engine = Engine();
        RtpStream stream = Stream(frames: 10);
        engine.Post(new PlayoutOrder.Start(stream, Loop: true, 1));
        Run(engine, TimeSpan.FromSeconds(11));
        engine.Post(new PlayoutOrder.Remove(stream));
        engine.Advance(_now);

        byte[][] reports = [.. _wire.Sent.Where((_, i) => _wire.Destinations[i] == "127.0.0.1:4001")];
        Assert.HasCount(3, reports);
        Assert.AreEqual(200, reports[0][1], "a compound packet begins with a report (RFC 3550 §6.1)");
        Assert.AreEqual(250u, BinaryPrimitives.ReadUInt32BigEndian(reports[0].AsSpan(20)), "packets so far");
        Assert.AreEqual(250u * 160, BinaryPrimitives.ReadUInt32BigEndian(reports[0].AsSpan(24)), "octets so far");
        Assert.AreEqual(203, reports[^1][^7], "BYE");
    }

    [TestMethod]
    [DataRow(nameof(SymmetricLatch.Off), "127.0.0.1:5000", "127.0.0.1:4000")]
    [DataRow(nameof(SymmetricLatch.SameAddress), "127.0.0.1:5000", "127.0.0.1:5000")]
    [DataRow(nameof(SymmetricLatch.SameAddress), "192.0.2.66:5000", "127.0.0.1:4000")]
    [DataRow(nameof(SymmetricLatch.AnyAddress), "192.0.2.66:5000", "192.0.2.66:5000")]
    public void Rtp_follows_the_peer_as_far_as_it_is_allowed_to(string policy, string source, string expected)
    {
        var latch = Enum.Parse<SymmetricLatch>(policy);
        PlayoutEngine engine = Engine(new PlayoutOptions { Latch = latch });
        engine.Post(new PlayoutOrder.Start(Stream(frames: 1000), Loop: false, 1));
        Run(engine, TimeSpan.FromMilliseconds(20));
        _wire.Incoming.Enqueue((new byte[] { 0x80, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0xD5 }, IPEndPoint.Parse(source)));
        _wire.Incoming.Enqueue((new byte[] { 0x80, 8, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0xD5 }, IPEndPoint.Parse("127.0.0.1:6000")));

        Run(engine, TimeSpan.FromMilliseconds(200));

        Assert.AreEqual(latch is SymmetricLatch.SameAddress && source.StartsWith("192", StringComparison.Ordinal) ? "127.0.0.1:6000" : expected, _wire.Destinations[^1]);
    }

    [TestMethod]
    public void What_came_before_the_start_or_is_no_rtp_moves_nothing()
    {
        PlayoutEngine engine = Engine();
        RtpStream stream = Stream(frames: 1000);
        _wire.Incoming.Enqueue((new byte[] { 0x80, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0xD5 }, IPEndPoint.Parse("127.0.0.1:5000")));
        engine.Post(new PlayoutOrder.Start(stream, Loop: false, 1));
        engine.Advance(_now);
        _wire.Incoming.Enqueue((new byte[] { 1, 2, 3 }, IPEndPoint.Parse("127.0.0.1:5001")));
        _wire.Incoming.Enqueue(([], IPEndPoint.Parse("127.0.0.1:5002")));

        Run(engine, TimeSpan.FromMilliseconds(400));

        Assert.AreEqual("127.0.0.1:4000", _wire.Destinations[^1]);
        Assert.AreEqual(3, stream.Input.Rejected);
        Assert.AreEqual(0, stream.Input.Packets);
    }

    [TestMethod]
    public void A_peer_that_falls_silent_is_told_of_once()
    {
        PlayoutEngine engine = Engine(new PlayoutOptions { RtpTimeout = TimeSpan.FromSeconds(2) });
        engine.Post(new PlayoutOrder.Start(Stream(frames: 1000), Loop: true, 1));
        Run(engine, TimeSpan.FromSeconds(3));
        CollectionAssert.DoesNotContain(_news.Lines, "timed out", "a peer that never sent is not silent, but receive-only");
        _wire.Incoming.Enqueue((new byte[] { 0x80, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0xD5 }, Peer));

        Run(engine, TimeSpan.FromSeconds(6));

        Assert.AreEqual(1, _news.Lines.Count(line => line == "timed out"));
    }

    [TestMethod]
    public void Sending_allocates_nothing()
    {
        PlayoutEngine engine = Engine();
        _wire.Keep = false;
        for (int i = 0; i < 4; i++)
        {
            engine.Post(new PlayoutOrder.Start(Stream(frames: 50), Loop: true, i));
        }

        Run(engine, TimeSpan.FromSeconds(20));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(engine, TimeSpan.FromSeconds(60));

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before, "12 000 packets and 48 reports");
    }

    private PlayoutEngine Engine(PlayoutOptions? options = null) => new(_wire, _news, options ?? new PlayoutOptions(), WallClock);

    private RtpStream Stream(int frames) => Stream(new Playlist([Numbered(frames, 0)], G711Encoding.Pcma));

    private RtpStream Stream(Playlist playlist)
    {
        var stream = new RtpStream(new MediaSessionId(Guid.NewGuid()), Ports.TryOpen()!, new RtpTarget(8, Peer), playlist, Origin);
        _streams.Add(stream);
        return stream;
    }

    private static Track Numbered(int frames, int from) =>
        Track.From([.. Enumerable.Range(0, frames).SelectMany(frame => Enumerable.Repeat((byte)(from + frame), 160))])!;

    private void Run(PlayoutEngine engine, TimeSpan duration)
    {
        TimeSpan end = _now + duration;
        engine.Advance(_now);
        while (_now < end)
        {
            _now += TimeSpan.FromMilliseconds(5);
            engine.Advance(_now);
        }
    }

    private IEnumerable<RtpHeader> Headers()
    {
        for (int i = 0; i < _wire.Sent.Count; i++)
        {
            if (_wire.Destinations[i] == "127.0.0.1:4000" && RtpPacket.TryRead(_wire.Sent[i], out RtpPacket packet, out _))
            {
                yield return packet.Header;
            }
        }
    }
}
