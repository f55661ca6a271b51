using System.Globalization;
using System.Net;
using Cmr.Tests.Sip.Transport.Live;
using Cmr.Tests.Support;

namespace Cmr.Tests.EndToEnd.Peers;

/// <summary>A capture server that others wrote understands the copies of a running node.</summary>
[TestClass]
public sealed class CaptureTests
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task Kamailio_reads_the_copies_with_their_true_sender()
    {
        int port = LiveNode.FreePort();
        string folder = Directory.CreateTempSubdirectory("cmr-capture-").FullName;
        string configuration = File.ReadAllText(Repository.PathOf("Cmr.Tests", "TestData", "kamailio", "capture.cfg"))
            .Replace("{FOLDER}", folder, StringComparison.Ordinal).Replace("{PORT}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "kamailio.cfg"), configuration);
        File.WriteAllText(Path.Combine(folder, "version"), "table_name(str) table_version(int)\n");
        File.WriteAllText(Path.Combine(folder, "sip_capture"), "id(int,auto) date(str)\n");
        await using PeerProgram kamailio = PeerProgram.Start("kamailio", folder, "-f", Path.Combine(folder, "kamailio.cfg"), "-DD", "-E", "-m", "64", "-M", "4", "-Y", folder);
        await using LiveNode node = await LiveNode.StartAsync($"Sip:Hep:Server=127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", "Sip:Hep:RetryAfter=00:00:00.100");
        using DatagramWire probe = new() { Remote = new IPEndPoint(IPAddress.Loopback, node.Port) };

        using CancellationTokenSource limit = new(StartLimit);
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(100));
        while (!kamailio.Output.Contains("captured OPTIONS", StringComparison.Ordinal))
        {
            Assert.IsFalse(kamailio.HasExited, kamailio.Output);
            await probe.SendAsync(Talk.Options(probe));
            await tick.WaitForNextTickAsync(limit.Token);
        }

        string line = kamailio.Output.Split('\n').First(text => text.Contains("captured OPTIONS", StringComparison.Ordinal));
        StringAssert.Contains(line, $"from 127.0.0.1:{probe.Local.Port.ToString(CultureInfo.InvariantCulture)}", line);
    }
}
