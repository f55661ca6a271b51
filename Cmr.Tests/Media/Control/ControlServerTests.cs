using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Cmr.Contracts.MediaControl;
using Cmr.Tests.Media.Support;

namespace Cmr.Tests.Media.Control;

/// <summary>The control port of a whole worker, spoken to frame by frame.</summary>
[TestClass]
public sealed class ControlServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private static MediaWorker _worker = null!;

    [ClassInitialize]
    public static async Task StartWorker(TestContext context) => _worker = await MediaWorker.StartAsync(23900, "--Media:Control:HandshakeTimeout=00:00:01");

    [ClassCleanup]
    public static async Task StopWorker() => await _worker.DisposeAsync();

    [TestMethod]
    public async Task Both_sides_prove_that_they_hold_the_key()
    {
        using var peer = await Peer.ConnectAsync();

        await peer.EnterAsync(Guid.NewGuid());

        await peer.SendAsync(new KeepAlive([]));
        Assert.IsInstanceOfType<WorkerLoad>(await peer.ReadAsync());
    }

    [TestMethod]
    public async Task A_peer_without_the_key_is_turned_away()
    {
        using var peer = await Peer.ConnectAsync();
        await peer.SendAsync(new Hello(Hello.CurrentVersion, Guid.NewGuid(), Nonce));
        var challenge = (HelloChallenge)(await peer.ReadAsync())!;

        await peer.SendAsync(new HelloProof(ControlProof.OfController(new byte[32], Nonce, challenge.Nonce)));

        Assert.IsNull(await peer.ReadAsync());
    }

    [TestMethod]
    public async Task The_workers_own_proof_sent_back_is_not_taken()
    {
        using var peer = await Peer.ConnectAsync();
        await peer.SendAsync(new Hello(Hello.CurrentVersion, Guid.NewGuid(), Nonce));
        var challenge = (HelloChallenge)(await peer.ReadAsync())!;

        await peer.SendAsync(new HelloProof(challenge.Proof));

        Assert.IsNull(await peer.ReadAsync());
    }

    [TestMethod]
    public async Task A_command_before_the_handshake_ends_the_connection()
    {
        using var peer = await Peer.ConnectAsync();

        await peer.SendAsync(new ReleaseMedia(new MediaSessionId(Guid.NewGuid()), 1));

        Assert.IsNull(await peer.ReadAsync());
    }

    [TestMethod]
    public async Task Another_version_and_a_short_nonce_are_turned_away()
    {
        foreach (Hello hello in new[] { new Hello(Hello.CurrentVersion + 1, Guid.NewGuid(), Nonce), new Hello(Hello.CurrentVersion, Guid.NewGuid(), new byte[3]) })
        {
            using var peer = await Peer.ConnectAsync();
            await peer.SendAsync(hello);
            Assert.IsNull(await peer.ReadAsync());
        }
    }

    [TestMethod]
    public async Task A_peer_that_says_nothing_is_cut_off()
    {
        using var peer = await Peer.ConnectAsync();

        Assert.IsNull(await peer.ReadAsync());
    }

    [TestMethod]
    public async Task What_is_not_this_protocol_is_cut_off_and_others_are_served_on()
    {
        using var good = await Peer.ConnectAsync();
        await good.EnterAsync(Guid.NewGuid());
        foreach (string text in new[] { "GET / HTTP/1.1\r\n\r\n", "\0\0\0\u0002{}", "\0\0\0\u0005hello", "\u007f\u007f\u007f\u007f" })
        {
            using var peer = await Peer.ConnectAsync();
            await peer.SendAsync([.. text.Select(character => (byte)character)]);
            Assert.IsNull(await peer.ReadAsync());
        }

        await good.SendAsync(new KeepAlive([]));
        Assert.IsInstanceOfType<WorkerLoad>(await good.ReadAsync());
    }

    [TestMethod]
    public async Task A_repeated_command_is_answered_again_and_not_carried_out_again()
    {
        using var peer = await Peer.ConnectAsync();
        await peer.EnterAsync(Guid.NewGuid());
        OpenMedia open = await OpenAsync(peer);
        var first = (MediaOpened)(await peer.ReadAsync())!;

        await peer.SendAsync(open);
        var second = (MediaOpened)(await peer.ReadAsync())!;

        Assert.AreEqual(first.Streams[0].Port, second.Streams[0].Port);
        await peer.SendAsync(new ReleaseMedia(open.SessionId, 2));
        Assert.IsInstanceOfType<MediaReleased>(await peer.ReadAsync());
    }

    [TestMethod]
    public async Task One_controller_cannot_touch_the_session_of_another()
    {
        using var owner = await Peer.ConnectAsync();
        await owner.EnterAsync(Guid.NewGuid());
        OpenMedia open = await OpenAsync(owner);
        await owner.ReadAsync();
        using var stranger = await Peer.ConnectAsync();
        await stranger.EnterAsync(Guid.NewGuid());

        foreach (MediaCommand command in new MediaCommand[] { new PlayMedia(open.SessionId, 5, true), new ReleaseMedia(open.SessionId, 6), open with { CommandId = 7 } })
        {
            await stranger.SendAsync(command);
            Assert.AreEqual(MediaFailureReason.UnknownSession, ((MediaFailed)(await stranger.ReadAsync())!).Reason);
        }

        await stranger.SendAsync(new KeepAlive([open.SessionId]));
        Assert.AreEqual(MediaFailureReason.UnknownSession, ((MediaFailed)(await stranger.ReadAsync())!).Reason);
    }

    [TestMethod]
    public async Task Commands_that_do_not_fit_the_state_are_refused()
    {
        using var peer = await Peer.ConnectAsync();
        await peer.EnterAsync(Guid.NewGuid());
        OpenMedia open = await OpenAsync(peer);
        await peer.ReadAsync();

        await peer.SendAsync(open with { CommandId = 2 });
        Assert.AreEqual(MediaFailureReason.InvalidCommand, ((MediaFailed)(await peer.ReadAsync())!).Reason);
        await peer.SendAsync(new StopMedia(open.SessionId, 3, FadeMs: 100_000));
        Assert.AreEqual(MediaFailureReason.InvalidCommand, ((MediaFailed)(await peer.ReadAsync())!).Reason);
        await peer.SendAsync(new StopMedia(open.SessionId, 4, FadeMs: 0));
        Assert.AreEqual(4L, ((MediaEnded)(await peer.ReadAsync())!).CommandId, "a stop of what does not play is no fault");
    }

    private static async Task<OpenMedia> OpenAsync(Peer peer)
    {
        string sha256 = _worker.Service.Add([.. Enumerable.Repeat((byte)0xD5, 1600)]);
        var stream = new RemoteStream(0, MediaKind.Audio, "127.0.0.1", 4000, [new PayloadFormat(8, "PCMA", 8000, 1, null)], null, StreamDirection.SendRecv);
        var open = new OpenMedia(new MediaSessionId(Guid.NewGuid()), 1, [stream], [new PlaylistItem("tone", [new TrackReference("PCMA", sha256)])]);
        await peer.SendAsync(open);
        return open;
    }

    private sealed class Peer : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private PipeReader _input = null!;

        public static async Task<Peer> ConnectAsync()
        {
            var peer = new Peer();
            await peer._socket.ConnectAsync(_worker.Control);
            peer._input = PipeReader.Create(new NetworkStream(peer._socket));
            return peer;
        }

        public async Task EnterAsync(Guid controllerId)
        {
            await SendAsync(new Hello(Hello.CurrentVersion, controllerId, Nonce));
            var challenge = (HelloChallenge)(await ReadAsync())!;
            Assert.IsTrue(ControlProof.Matches(ControlProof.OfWorker(_worker.Keys.ControlKey, Nonce, challenge.Nonce), challenge.Proof));
            await SendAsync(new HelloProof(ControlProof.OfController(_worker.Keys.ControlKey, Nonce, challenge.Nonce)));
            Assert.IsInstanceOfType<Welcome>(await ReadAsync());
        }

        public Task<int> SendAsync(ControlMessage message)
        {
            var frame = new ArrayBufferWriter<byte>();
            ControlCodec.Write(message, frame);
            return SendAsync(frame.WrittenSpan.ToArray());
        }

        public Task<int> SendAsync(byte[] octets) => _socket.SendAsync(octets);

        public async Task<ControlMessage?> ReadAsync()
        {
            try
            {
                return await ControlReader.ReadAsync(_input, CancellationToken.None).AsTask().WaitAsync(Patience);
            }
            catch (IOException)
            {
                // Reset instead of closed: cut off as well
                return null;
            }
        }

        public void Dispose() => _socket.Dispose();
    }
}
