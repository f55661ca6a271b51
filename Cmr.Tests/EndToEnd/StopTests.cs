using Cmr.Cli.Instance;
using Cmr.Cli.Replay;
using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;
using Cmr.Tests.Support;

namespace Cmr.Tests.EndToEnd;

/// <summary>A stop out of band through a whole instance: SOAP request, database, SIP node, media worker, and the phone's ear.</summary>
[TestClass]
[DoNotParallelize]
public sealed class StopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static RingbackWorld _world = null!; // set before every test of the class

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => _world = await RingbackWorld.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_world is not null) await _world.DisposeAsync();
    }

    [TestMethod]
    public async Task The_tone_stops_within_half_a_second_and_the_call_is_answered_as_ever()
    {
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-answers", calledPort, FreePorts.Udp());
        await using SippPhone ueA = _world.StartCaller("caller-stops-tone", FreePorts.Udp(), calledPort, rtp.Port);
        AssertTone(rtp);

        using HttpClient http = new();
        OperatorCredentials credentials = _world.Instance.Operator;
        Cmr2Client cmr2 = new(new SoapChannel(http, new Uri($"http://127.0.0.1:{_world.Instance.Ports.Soap}/cmr2"))
        {
            Credentials = new SoapCredentials.UsernameToken(credentials.PrincipalId, credentials.Secret),
        });
        long asked = TimeProvider.System.GetTimestamp();
        ControlPresentationResponse stopped = await cmr2.ControlPresentationAsync(new() { SubscriberId = RingbackWorld.Caller, Action = PresentationAction.Stop });
        long answered = TimeProvider.System.GetTimestamp();
        Assert.AreEqual(StatusCode.Success, stopped.StatusCode, stopped.StatusDescription);
        Assert.AreEqual("e2e-melody", stopped.PresentedResource.Single().ResourceId);

        await ueA.EndsWellAsync();
        await ueB.EndsWellAsync();
        long last = rtp.Packets[^1].At;
        Assert.IsLessThanOrEqualTo(500.0, TimeProvider.System.GetElapsedTime(asked, last).TotalMilliseconds, "from the request to the last packet");
        Assert.IsLessThanOrEqualTo(100.0, TimeProvider.System.GetElapsedTime(answered, last).TotalMilliseconds, "the answer comes when it has stopped");
        Assert.AreEqual(2, ueA.Messages.Split("SIP/2.0 180").Length - 1, "one 180 with the tone, one that hands ringback back");

        ControlPresentationResponse late = await cmr2.ControlPresentationAsync(new() { SubscriberId = RingbackWorld.Called, Action = PresentationAction.Stop });
        Assert.AreEqual(StatusCode.ResourceUnavailable, late.StatusCode, "the call is over");
    }

    [TestMethod]
    public async Task The_samples_of_what_is_asked_during_a_call_are_answered_as_they_say()
    {
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-answers", calledPort, FreePorts.Udp());
        await using SippPhone ueA = _world.StartCaller("caller-stops-tone", FreePorts.Udp(), calledPort, rtp.Port);
        AssertTone(rtp);

        string folder = Repository.PathOf("wsdl", "samples", "during-a-call");
        Uri address = new($"http://127.0.0.1:{_world.Instance.Ports.Soap}/");
        OperatorCredentials credentials = _world.Instance.Operator;
        ReplayOptions options = new(folder, address, null, credentials.PrincipalId, null, Soap12: false, Verbose: false, null, Patience);
        using StringWriter output = new();
        bool same = await new ReplayRun(options, new(address, credentials), output, TimeProvider.System).RunAsync(SampleFolder.Load(folder), CancellationToken.None);
        Assert.IsTrue(same, output.ToString());
        await ueA.EndsWellAsync();
        await ueB.EndsWellAsync();
    }

    private static void AssertTone(RtpCapture rtp)
    {
        if (!SpinWait.SpinUntil(() => rtp.Packets.Count > 20, Patience)) Assert.Fail($"the caller hears no tone\n{_world.Instance.LogOf("sip")}\n{_world.Instance.LogOf("media")}");
    }
}
