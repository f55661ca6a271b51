using Cmr.Cli.Provisioning;
using Cmr.Cli.Processes;
using Cmr.Tests.Sip.Transport;
using Cmr.Tests.Sip.Transport.Live;

namespace Cmr.Tests.EndToEnd.Peers;

/// <summary>Two phones of others call each other through a node.</summary>
[TestClass]
[DoNotParallelize]
public sealed class BaresipTests
{
    private const int SampleRate = 8000;
    private static readonly TimeSpan TalkTime = TimeSpan.FromSeconds(3);

    [TestMethod]
    [DataRow("udp")]
    [DataRow("tls")]
    public async Task Two_phones_hear_each_other_hold_and_resume_and_hang_up(string transport)
    {
        using TestAuthority authority = new();
        await using LiveNode node = await LiveNode.StartAsync(authority.Settings());
        string certificate = authority.Write(authority.Issue("ip:127.0.0.1"));
        string proxy = transport == "tls" ? $"sip:127.0.0.1:{node.TlsPort};transport=tls" : $"sip:127.0.0.1:{node.Port}";
        string sound = Path.GetTempFileName() + ".wav";
        CommandResult converted = await CommandLineTool.RunAsync("ffmpeg", ["-v", "error", "-y", "-i", SampleFile.Melody.Path, "-ac", "1", "-ar", "8000", sound], CancellationToken.None);
        Assert.IsTrue(converted.Succeeded, converted.Output);
        await using Baresip ann = await Baresip.StartAsync(transport, proxy, sound, certificate, authority.TrustFile);
        await using Baresip bob = await Baresip.StartAsync(transport, proxy, sound, certificate, authority.TrustFile);

        await ann.TellAsync("dial", bob.Uri);
        await ann.PrintsAsync("Call established");
        await bob.PrintsAsync("Call established");
        await ann.PrintsAsync("incoming rtp for 'audio' established");
        await bob.PrintsAsync("incoming rtp for 'audio' established");
        await TalkAsync();
        await ann.TellAsync("hold");
        await bob.PrintsAsync("a=sendonly");
        await ann.TellAsync("resume");
        await bob.PrintsAsync("a=sendrecv", times: 2);
        await bob.TellAsync("hangup");
        await ann.PrintsAsync("session closed");

        short[] melody = await SampleSound.DecodeAsync(sound);
        foreach (Baresip phone in (Baresip[])[ann, bob])
        {
            short[] heard = await phone.HeardAsync();
            Assert.IsGreaterThan(2 * SampleRate, heard.Length, phone.Log);
            Assert.IsGreaterThanOrEqualTo(0.9, BestMatch(heard.AsSpan(SampleRate / 2, SampleRate), melody), "a second of what one says is in what the other hears");
            Assert.Contains($"127.0.0.1:{(transport == "tls" ? node.TlsPort : node.Port)}", phone.Log);
        }

        File.Delete(sound);
    }

    private static async Task TalkAsync()
    {
        using PeriodicTimer tick = new(TalkTime);
        await tick.WaitForNextTickAsync();
    }

    // When a phone began to listen is not known, so the second may be anywhere in what was said
    private static double BestMatch(ReadOnlySpan<short> second, ReadOnlySpan<short> said)
    {
        double best = -1;
        for (int at = 0; at + second.Length <= Math.Min(said.Length, 4 * SampleRate) && best < 0.95; at += 400) best = Math.Max(best, ToneComparison.Correlate(second, said.Slice(at, second.Length)));
        return best;
    }
}
