using System.Globalization;
using System.Xml.Linq;
using Cmr.Cli.Instance;
using Cmr.Cli.Processes;
using Cmr.Cli.Provisioning;

namespace Cmr.Tests.EndToEnd;

/// <summary>The demo, run as a new user runs it, twice on one data folder.</summary>
[TestClass]
[DoNotParallelize]
public sealed class DemoTests
{
    private const int SampleRate = 8000;
    private const int RingSeconds = 4;

    [TestMethod]
    public async Task The_demo_saves_the_tone_that_the_caller_heard_from_300_ms_after_ringing_until_the_answer()
    {
        string data = DataFolder.Create();
        string output = Path.Combine(data, "out");
        string portBase = FreePorts.Base().ToString(CultureInfo.InvariantCulture);
        short[] melody = await SampleSound.DecodeAsync(SampleFile.Melody.Path);
        for (int run = 0; run < 2; run++)
        {
            CommandResult demo = await CommandLineTool.RunAsync(
                "dotnet", [RepositoryHome.ProgramOf("Cmr.Cli"), "demo", "--data", data, "--port-base", portBase, "--out", output], CancellationToken.None);
            Assert.AreEqual(0, demo.ExitCode, demo.Output);
            short[] heard = await SampleSound.DecodeAsync(Path.Combine(output, "heard-by-caller.wav"));
            short[] ringing = heard[..(RingSeconds * SampleRate)];
            short[] afterThreeTenths = ringing[(SampleRate * 3 / 10)..];
            Assert.IsGreaterThanOrEqualTo(0.95, ToneComparison.Correlate(ringing, melody));
            Assert.IsTrue(HasNoGap(afterThreeTenths, melody), "the tone never stops between 300 ms after ringing and the answer");
            XDocument.Load(Path.Combine(output, "ladder.svg"));
            string ladder = await File.ReadAllTextAsync(Path.Combine(output, "ladder.txt"));
            foreach (string message in (string[])["INVITE", "180 Ringing", "PRACK", "RTP: CMR", "UPDATE", "200 OK (INVITE)", "BYE"]) Assert.Contains(message, ladder);
        }

        Directory.Delete(data, recursive: true);
    }

    // a fifth of a second of digital silence would be a gap, except where the melody itself is silent
    private static bool HasNoGap(short[] heard, short[] melody)
    {
        const int Window = SampleRate / 5;
        bool melodyIsSilentSomewhere = melody.Take(RingSeconds * SampleRate).Chunk(Window).Any(IsSilent);
        return melodyIsSilentSomewhere || !heard.Chunk(Window).Any(IsSilent);
        static bool IsSilent(short[] samples) => samples.All(sample => Math.Abs((int)sample) < 16);
    }
}
