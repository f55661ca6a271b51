using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Cmr.Contracts.MediaControl;

namespace Cmr.Tests.Contracts.MediaControl;

[TestClass]
public sealed class ControlCodecTests
{
    private static readonly MediaSessionId Session = new(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));

    private static readonly ControlMessage[] Messages =
    [
        new Hello(1, Session.Value, new byte[16]),
        new HelloChallenge(1, new byte[16], new byte[32]),
        new HelloProof(new byte[32]),
        new Welcome("0.1.0", new WorkerLoad(3, 500, Draining: true)),
        new WorkerLoad(1, 2, Draining: false),
        new KeepAlive([Session, new MediaSessionId(Guid.Empty)]),
        new OpenMedia(
            Session,
            1,
            [
                new RemoteStream(0, MediaKind.Audio, "192.0.2.1", 4000, [new PayloadFormat(8, "PCMA", 8000, 1, null), new PayloadFormat(101, "telephone-event", 8000, 1, "0-15")], 20, StreamDirection.SendRecv),
                new RemoteStream(1, MediaKind.Video, "2001:db8::1", 4002, [new PayloadFormat(96, "H264", 90000, 1, "profile-level-id=42e01f")], null, StreamDirection.RecvOnly),
            ],
            [new PlaylistItem("tone „1“", [new TrackReference("PCMA", new string('a', 64)), new TrackReference("PCMU", new string('b', 64))])]),
        new PlayMedia(Session, 2, Loop: true),
        new StopMedia(Session, 3, FadeMs: 40),
        new SwitchMedia(Session, 4, [new PlaylistItem("tone-2", [new TrackReference("PCMU", new string('c', 64))])], Loop: true),
        new ReleaseMedia(Session, 4),
        new MediaOpened(Session, 1, [new LocalStream(0, "127.0.0.1", 20000, [new PayloadFormat(8, "PCMA", 8000, 1, null)], StreamDirection.SendOnly, 20)]),
        new MediaStarted(Session, 2),
        new MediaEnded(Session, null, 1000),
        new MediaReleased(Session, 4),
        new MediaFailed(Session, null, MediaFailureReason.ContentUnavailable, "no such track"),
        new RtpTimedOut(Session, null),
    ];

    [TestMethod]
    public void Every_kind_of_message_has_a_sample_here()
    {
        Type[] kinds = [.. typeof(ControlMessage).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(ControlMessage)))];

        CollectionAssert.AreEquivalent(kinds, Messages.Select(m => m.GetType()).ToArray());
    }

    [TestMethod]
    public void Every_message_reads_back_as_it_was_written_at_every_split()
    {
        foreach (ControlMessage message in Messages)
        {
            byte[] frame = Frame(message);
            for (int cut = 0; cut <= frame.Length; cut++)
            {
                var whole = TwoSegments(frame, cut);
                Assert.AreEqual(ControlFrameStatus.Complete, ControlCodec.TryRead(ref whole, out ControlMessage? read), $"{message.GetType().Name} cut at {cut}");
                Assert.IsTrue(whole.IsEmpty);
                CollectionAssert.AreEqual(frame, Frame(read!));

                var beginning = new ReadOnlySequence<byte>(frame, 0, cut);
                if (cut < frame.Length)
                {
                    Assert.AreEqual(ControlFrameStatus.NeedMoreData, ControlCodec.TryRead(ref beginning, out _));
                    Assert.AreEqual(cut, beginning.Length, "nothing is taken from an unfinished frame");
                }
            }
        }
    }

    [TestMethod]
    public void Frames_that_came_together_are_read_one_after_the_other()
    {
        var buffer = new ReadOnlySequence<byte>([.. Messages.SelectMany(Frame)]);

        foreach (ControlMessage message in Messages)
        {
            Assert.AreEqual(ControlFrameStatus.Complete, ControlCodec.TryRead(ref buffer, out ControlMessage? read));
            Assert.AreEqual(message.GetType(), read!.GetType());
        }

        Assert.IsTrue(buffer.IsEmpty);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{}")]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("{\"type\":\"nothing of ours\"}")]
    [DataRow("{\"type\":7}")]
    [DataRow("{\"type\":\"play\"}")]
    [DataRow("{\"type\":\"play\",\"sessionId\":\"not a uuid\",\"commandId\":1,\"loop\":true}")]
    [DataRow("{\"type\":\"play\",\"sessionId\":\"0f8fad5b-d9cb-469f-a165-70867728950e\",\"commandId\":1,\"loop\":true} {}")]
    [DataRow("{\"type\":\"play\",\"sessionId\":\"0f8fad5b-d9cb-469f-a165-70867728950e\",\"commandId\":99999999999999999999,\"loop\":true}")]
    [DataRow("{\"type\":\"hello\",\"version\":1,\"controllerId\":\"0f8fad5b-d9cb-469f-a165-70867728950e\",\"nonce\":\"***\"}")]
    [DataRow("{\"type\":\"keepAlive\",\"sessions\":null}")]
    [DataRow("{\"type\":\"keepAlive\",\"sessions\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}")]
    public void A_body_that_is_no_message_is_malformed(string body)
    {
        var buffer = new ReadOnlySequence<byte>(Prefixed(Encoding.UTF8.GetBytes(body)));

        Assert.AreEqual(ControlFrameStatus.Malformed, ControlCodec.TryRead(ref buffer, out ControlMessage? message));
        Assert.IsNull(message);
    }

    [TestMethod]
    [DataRow(0u)]
    [DataRow(64u * 1024 + 1)]
    [DataRow(uint.MaxValue)]
    [DataRow(0x47455420u, DisplayName = "an HTTP client that says GET")]
    public void A_length_out_of_bounds_is_malformed_before_its_body_comes(uint length)
    {
        byte[] prefix = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(prefix, length);
        var buffer = new ReadOnlySequence<byte>(prefix);

        Assert.AreEqual(ControlFrameStatus.Malformed, ControlCodec.TryRead(ref buffer, out _));
    }

    [TestMethod]
    public void Random_damage_never_throws()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] frame = Frame(Messages[random.Next(Messages.Length)]);
            for (int hits = random.Next(1, 5); hits > 0; hits--)
            {
                frame[random.Next(frame.Length)] = (byte)random.Next(256);
            }

            var buffer = new ReadOnlySequence<byte>(frame);
            _ = ControlCodec.TryRead(ref buffer, out _);
        }
    }

    [TestMethod]
    public void A_full_keep_alive_fits_a_frame()
    {
        var sessions = Enumerable.Range(0, KeepAlive.MaximumSessions).Select(_ => new MediaSessionId(Guid.NewGuid())).ToArray();

        Assert.IsLessThanOrEqualTo(ControlCodec.MaximumBody, Frame(new KeepAlive(sessions)).Length);
    }

    [TestMethod]
    public void A_message_too_large_is_not_written_at_all()
    {
        var destination = new ArrayBufferWriter<byte>();

        Assert.ThrowsExactly<ArgumentException>(() => ControlCodec.Write(new MediaFailed(Session, null, MediaFailureReason.WorkerError, new string('x', 70_000)), destination));
        Assert.AreEqual(0, destination.WrittenCount);
    }

    private const int Seed = 20261121;

    private static byte[] Frame(ControlMessage message)
    {
        var destination = new ArrayBufferWriter<byte>();
        ControlCodec.Write(message, destination);
        return destination.WrittenSpan.ToArray();
    }

    private static byte[] Prefixed(byte[] body)
    {
        byte[] frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, body.Length);
        body.CopyTo(frame, 4);
        return frame;
    }

    private static ReadOnlySequence<byte> TwoSegments(byte[] octets, int cut)
    {
        var first = new Segment(octets.AsMemory(0, cut), 0);
        Segment second = first.Append(octets.AsMemory(cut));
        return new ReadOnlySequence<byte>(first, 0, second, second.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex) => (Memory, RunningIndex) = (memory, runningIndex);

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
