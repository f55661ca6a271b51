using Cmr.Cli.Provisioning;

namespace Cmr.Tests.EndToEnd;

/// <summary>
/// The instance that the SIPp tests call through: UE-B (<see cref="Called"/>) presents the sample melody to callers of its group, in which
/// UE-A (<see cref="Caller"/>) is. Started once for a class of tests.
/// </summary>
internal sealed class RingbackWorld : IAsyncDisposable
{
    public const string Caller = "+8613900000001";
    public const string Called = "+8613800000002";
    private readonly string _data;

    private RingbackWorld(string data, RunningInstance instance, short[] melody)
    {
        _data = data;
        Instance = instance;
        Melody = melody;
    }

    public RunningInstance Instance { get; }

    /// <summary>What was uploaded, as 8 kHz linear samples.</summary>
    public short[] Melody { get; }

    public int SipPort => Instance.Ports.Sip;

    public static async Task<RingbackWorld> StartAsync(params (string Name, string Value)[] settings)
    {
        string data = DataFolder.Create();
        RunningInstance instance = await RunningInstance.StartAsync(data, FreePorts.Base(), settings);
        await using ManagementClient management = await ManagementClient.OpenAsync(instance.State, instance.Operator, TimeProvider.System, CancellationToken.None);
        await management.RegisterAsync(Called, CancellationToken.None);
        await management.PublishAsync("e2e-melody", SampleFile.Melody, CancellationToken.None);
        await management.SubscribeAsync(Called, "e2e-melody", CancellationToken.None);
        await management.PresentToAsync(Called, Caller, "e2e-melody", CancellationToken.None);
        return new RingbackWorld(data, instance, await SampleSound.DecodeAsync(SampleFile.Melody.Path));
    }

    /// <summary>Starts a caller's scenario against this instance, or against a proxy in front of it.</summary>
    /// <param name="scenario">File name without extension.</param>
    /// <param name="localPort">SIP port of the caller.</param>
    /// <param name="calledPort">SIP port of the called party.</param>
    /// <param name="rtpPort">RTP port of the caller.</param>
    /// <param name="transport">SIPp's word for the caller's transport.</param>
    /// <param name="to">Where the call is sent; this instance unless told.</param>
    /// <param name="calledTransport">SIPp's word for the called party's transport; the caller's unless told.</param>
    public SippPhone StartCaller(string scenario, int localPort, int calledPort, int rtpPort, string transport = "u1", int? to = null, string? calledTransport = null) => SippPhone.Start(
        scenario, localPort, to ?? SipPort, ("transport", transport), ("called_transport", (calledTransport ?? transport) == "u1" ? "UDP" : "TCP"), ("service", Called), ("caller", Caller), ("callee_port", Text(calledPort)), ("rtp_port", Text(rtpPort)));

    /// <summary>Starts a called party's scenario.</summary>
    public static SippPhone StartCalled(string scenario, int localPort, int rtpPort, string transport = "u1") =>
        SippPhone.Start(scenario, localPort, null, ("transport", transport), ("service", Called), ("callee_rtp_port", Text(rtpPort)));

    public async ValueTask DisposeAsync()
    {
        await Instance.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
