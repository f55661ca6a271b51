using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Cmr.Cli.Instance;
using Cmr.Cli.Processes;
using Cmr.Tests.Sip.Transport;

namespace Cmr.Tests.EndToEnd;

/// <summary>Whole calls through a whole instance, SIPp as both phones.</summary>
[TestClass]
[DoNotParallelize]
public sealed partial class RingbackTests
{
    private const int SampleRate = 8000;
    private static RingbackWorld _world = null!; // set before every test of the class

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => _world = await RingbackWorld.StartAsync(("CMR_Sip__NoAnswerTimeout", "00:00:04"));

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_world is not null) await _world.DisposeAsync();
    }

    [TestMethod]
    [DataRow("callee-answers")]
    [DataRow("callee-answers-reliably")]
    public async Task The_caller_hears_the_uploaded_tone_until_the_called_party_answers(string called)
    {
        using var rtp = new RtpCapture();
        using var calledRtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled(called, calledPort, calledRtp.Port);
        await using SippPhone ueA = _world.StartCaller("caller-hears-tone", FreePorts.Udp(), calledPort, rtp.Port);
        await ueA.EndsWellAsync();
        await ueB.EndsWellAsync();

        IReadOnlyList<RtpCapture.Packet> packets = rtp.Packets;
        Assert.IsGreaterThan(100, packets.Count, "about 3 s of ringing at 50 packets a second");
        Assert.IsEmpty(calledRtp.Packets, "no packet of the tone may reach the called party");
        short[] heard = ToneComparison.Decode(packets);
        double correlation = ToneComparison.Correlate(heard, _world.Melody);
        Assert.IsGreaterThanOrEqualTo(0.95, correlation, $"{heard.Length / SampleRate} s heard");
        string update = ueA.Messages[ueA.Messages.IndexOf("UPDATE sip:", StringComparison.Ordinal)..];
        Assert.Contains($"m=audio {calledRtp.Port} ", update, "the UPDATE offers the called party's media");
        Assert.DoesNotContain("P-Early-Media", update[update.IndexOf("SIP/2.0 200", StringComparison.Ordinal)..], "P-Early-Media is never in the INVITE 200");
    }

    [TestMethod]
    public async Task The_call_goes_over_TCP_on_both_sides()
    {
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-answers", calledPort, FreePorts.Udp(), transport: "t1");
        await using SippPhone ueA = _world.StartCaller("caller-hears-tone", FreePorts.Udp(), calledPort, rtp.Port, transport: "t1");
        await ueA.EndsWellAsync();
        await ueB.EndsWellAsync();
        Assert.IsGreaterThan(100, rtp.Packets.Count, "about 3 s of ringing at 50 packets a second");
        Assert.Contains("SIP/2.0/TCP", ueB.Messages);
        Assert.Contains(";transport=tcp>", ueA.Messages, "our Contact names the transport of the leg");
    }

    [TestMethod]
    public async Task A_phone_that_trusts_the_certificate_of_the_instance_is_answered_over_TLS()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(_world.Instance.Folder.SipCertificate);
        SslClientAuthenticationOptions trust = new()
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck },
        };
        using StreamPeer phone = await StreamPeer.ConnectSecurelyAsync(_world.Instance.Ports.SipTls, trust);
        await phone.SendAsync(StreamConnectionsTests.Options("tls-1").Replace("/TCP", "/TLS", StringComparison.Ordinal));
        StringAssert.StartsWith(await phone.HearAsync("\r\n\r\n"), "SIP/2.0 200");
    }

    [TestMethod]
    public async Task Half_open_handshakes_and_slow_senders_keep_nobody_else_from_being_served()
    {
        const int Each = 200;
        List<StreamPeer> attackers = [];
        try
        {
            for (int i = 0; i < Each; i++)
            {
                attackers.Add(await StreamPeer.ConnectAsync(_world.Instance.Ports.SipTls));
                attackers.Add(await StreamPeer.ConnectAsync(_world.SipPort));
                await attackers[^1].SendAsync("INVITE sip:x@y SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1");
            }

            long start = Stopwatch.GetTimestamp();
            using StreamPeer phone = await StreamPeer.ConnectAsync(_world.SipPort);
            await phone.SendAsync(StreamConnectionsTests.Options("among-attackers"));
            StringAssert.StartsWith(await phone.HearAsync("\r\n\r\n"), "SIP/2.0 200");
            Assert.IsLessThan(2, Stopwatch.GetElapsedTime(start).TotalSeconds);
            foreach (StreamPeer attacker in attackers) await attacker.HearEndAsync(TimeSpan.FromSeconds(20));
        }
        finally
        {
            foreach (StreamPeer attacker in attackers) attacker.Dispose();
        }
    }

    [TestMethod]
    public async Task A_caller_who_gives_up_stops_the_tone_and_the_ringing()
    {
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-rings-only", calledPort, FreePorts.Udp());
        await using SippPhone ueA = _world.StartCaller("caller-gives-up", FreePorts.Udp(), calledPort, rtp.Port);
        await ueA.EndsWellAsync();
        await ueB.EndsWellAsync();
        Assert.IsGreaterThan(40, rtp.Packets.Count, "1.5 s of tone");
    }

    [TestMethod]
    public async Task A_busy_called_party_is_indicated_and_no_tone_is_played()
    {
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-is-busy", calledPort, FreePorts.Udp());
        await using SippPhone ueA = _world.StartCaller("caller-finds-busy", FreePorts.Udp(), calledPort, rtp.Port);
        await ueA.EndsWellAsync();
        await ueB.EndsWellAsync();
        Assert.IsEmpty(rtp.Packets);
    }

    [TestMethod]
    public async Task A_called_party_who_does_not_answer_is_cancelled_and_the_caller_gets_480()
    {
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-rings-only", calledPort, FreePorts.Udp());
        await using SippPhone ueA = _world.StartCaller("caller-is-not-answered", FreePorts.Udp(), calledPort, rtp.Port);
        await ueA.EndsWellAsync();
        await ueB.EndsWellAsync();
        Assert.IsGreaterThan(100, rtp.Packets.Count);
        Assert.Contains("cause=19", ueA.Messages, "Reason: Q.850 no answer");
    }

    [TestMethod]
    public async Task A_caller_without_100rel_gets_a_plain_relayed_call()
    {
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-answers", calledPort, FreePorts.Udp());
        await using SippPhone ueA = _world.StartCaller("caller-without-100rel", FreePorts.Udp(), calledPort, rtp.Port);
        await ueA.EndsWellAsync();
        await ueB.EndsWellAsync();
        Assert.IsEmpty(rtp.Packets);
    }

    [TestMethod]
    public async Task A_media_worker_that_does_not_respond_costs_the_tone_but_not_the_call()
    {
        ProcessIdentity media = _world.Instance.State.Processes.Single(one => one.Name == ProcessNames.Media);
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        CommandResult stopped = await CommandLineTool.RunAsync("kill", ["-STOP", $"{media.Id}"], CancellationToken.None);
        Assert.IsTrue(stopped.Succeeded, stopped.Output);
        try
        {
            await using SippPhone ueB = RingbackWorld.StartCalled("callee-answers", calledPort, FreePorts.Udp());
            await using SippPhone ueA = _world.StartCaller("caller-rings-plainly", FreePorts.Udp(), calledPort, rtp.Port);
            await ueA.EndsWellAsync();
            await ueB.EndsWellAsync();
        }
        finally
        {
            await CommandLineTool.RunAsync("kill", ["-CONT", $"{media.Id}"], CancellationToken.None);
        }

        Assert.IsEmpty(rtp.Packets);
    }
}
