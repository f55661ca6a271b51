using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Playout;
using Cmr.Media.Ports;
using Microsoft.Extensions.Options;

namespace Cmr.Benchmarks.Media;

/// <summary>
/// RTP streams that one core can send: the playout engine with a socket a stream, against a bare <c>sendmmsg(2)</c> loop that sends the same
/// octets from one socket, in the same run. Both are counted in processor time of the sending thread, loopback delivery included.
/// </summary>
internal static class RtpPlayoutBenchmark
{
    private const int Streams = 1000;
    private const int FirstPort = 23000;
    private const int Rounds = 5;
    private static readonly TimeSpan Simulated = TimeSpan.FromSeconds(10);

    /// <summary>Runs it, for about ten seconds.</summary>
    /// <returns>Rows of Results.md: name, value, unit, and the bare loop beside it.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken) =>
        await Task.Factory.StartNew(() => Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string[] Run(CancellationToken cancellationToken)
    {
        using var sink = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 };
        sink.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var peer = (IPEndPoint)sink.LocalEndPoint!;
        using var bare = new SendmmsgLoop(peer, Streams, 12 + G711.FrameLength);
        PortAllocator ports = new(Options.Create(new PortOptions { RtpPortMin = FirstPort, RtpPortMax = FirstPort + (2 * Streams) + 199 }));
        var engine = new PlayoutEngine(new LinuxDatagramPort(), new Deaf(), new PlayoutOptions(), TimeProvider.System.GetUtcNow());
        var streams = new List<RtpStream>();
        try
        {
            Track track = Track.From(new byte[G711.FrameLength * 100])!;
            while (streams.Count < Streams && ports.TryOpen() is RtpPortPair pair)
            {
                streams.Add(new RtpStream(new MediaSessionId(Guid.NewGuid()), pair, new RtpTarget(8, peer), new Playlist([track], G711Encoding.Pcma), RtpOrigin.Random()));
                engine.Post(new PlayoutOrder.Start(streams[^1], Loop: true, streams.Count));
            }

            return Compare(engine, bare, cancellationToken);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    // Rounds alternate, and the best of each counts, so that what else the machine does weighs on neither
    private static string[] Compare(PlayoutEngine engine, SendmmsgLoop bare, CancellationToken cancellationToken)
    {
        TimeSpan now = TimeSpan.Zero;
        engine.Advance(now);
        double bestEngine = double.MaxValue;
        double bestBare = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bestEngine = Math.Min(bestEngine, MeasureEngine(engine, ref now));
            bestBare = Math.Min(bestBare, MeasureBare(bare));
        }

        return
        [
            "| measure | ours | peer | ratio |",
            "|---|---|---|---|",
            Row("RTP playout, processor time a packet", bestEngine, "µs", bestBare),
            Row("RTP streams (20 ms) a core", 20_000 / bestEngine, "streams", 20_000 / bestBare),
        ];
    }

    private static double MeasureEngine(PlayoutEngine engine, ref TimeSpan now)
    {
        long sent = engine.PacketsSent;
        TimeSpan end = now + Simulated / Rounds;
        TimeSpan used = ThreadTime.Used;
        while (now < end)
        {
            now += TimeSpan.FromMilliseconds(5);
            engine.Advance(now);
        }

        return (ThreadTime.Used - used).TotalMicroseconds / (engine.PacketsSent - sent);
    }

    private static double MeasureBare(SendmmsgLoop bare)
    {
        long sent = 0;
        TimeSpan used = ThreadTime.Used;
        for (int frame = 0; frame < Simulated / Rounds / TimeSpan.FromMilliseconds(20); frame++)
        {
            sent += bare.SendAll();
        }

        return (ThreadTime.Used - used).TotalMicroseconds / sent;
    }

    private static string Row(string name, double value, string unit, double bare) =>
        string.Create(CultureInfo.InvariantCulture, $"| {name} | {value:#,0.##} {unit} | bare sendmmsg loop: {bare:#,0.##} {unit} | {value / bare:P0} of it |");

    private sealed class Deaf : IPlayoutListener
    {
        public void Started(RtpStream stream, long commandId)
        {
        }

        public void Ended(RtpStream stream, long? commandId)
        {
        }

        public void Broken(RtpStream stream, int error) => Debug.Fail($"error {error}");

        public void TimedOut(RtpStream stream)
        {
        }
    }
}
