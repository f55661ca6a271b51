using Cmr.Tests.EndToEnd.Peers;

namespace Cmr.Tests.EndToEnd;

/// <summary>The same calls with Kamailio as record-routing proxy in front of the node and behind it, by every transport.</summary>
/// <remarks>
/// Debian builds SIPp without TLS. A bare TLS tunnel beside it would leave its Via and Contact lying about the transport, so Kamailio, which has both,
/// stands between SIPp and the node.
/// </remarks>
public sealed partial class RingbackTests
{
    [TestMethod]
    [DataRow("udp", "udp", "u1", "u1")]
    [DataRow("tcp", "tls", "u1", "t1")]
    [DataRow("tls", "tcp", "t1", "u1")]
    public async Task The_caller_hears_the_tone_through_proxies_in_front_and_behind(string front, string back, string caller, string called)
    {
        int node = front == "tls" ? _world.Instance.Ports.SipTls : _world.SipPort;
        await using Kamailio proxy = await Kamailio.StartAsync($"sip:127.0.0.1:{node};transport={front}", back, _world.Instance.Folder.SipCertificate);
        using var rtp = new RtpCapture();
        using var calledRtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-answers", calledPort, calledRtp.Port, called);
        await using SippPhone ueA = _world.StartCaller("caller-hears-tone", FreePorts.Udp(), calledPort, rtp.Port, caller, proxy.Front, called);
        await ueA.EndsWellAsync(() => proxy.Log + _world.Instance.LogOf("sip"));
        await ueB.EndsWellAsync();
        Assert.IsGreaterThan(100, rtp.Packets.Count, "about 3 s of ringing at 50 packets a second");
        Assert.IsGreaterThanOrEqualTo(0.95, ToneComparison.Correlate(ToneComparison.Decode(rtp.Packets), _world.Melody));
        Assert.Contains($"Record-Route: <sip:127.0.0.1", ueB.Messages);
        Assert.Contains($"SIP/2.0/{back.ToUpperInvariant()} 127.0.0.1:{(back == "tls" ? _world.Instance.Ports.SipTls : _world.SipPort)}", ueB.Messages, "the node came to the proxy behind it by that transport");
        string update = ueA.Messages[ueA.Messages.IndexOf("UPDATE sip:", StringComparison.Ordinal)..];
        Assert.Contains($"SIP/2.0/{front.ToUpperInvariant()} 127.0.0.1:{node}", update, "requests in the call go back along the route, by the transport that the call came by");
    }

    [TestMethod]
    public async Task A_caller_who_gives_up_behind_a_proxy_stops_the_ringing_behind_another()
    {
        await using Kamailio proxy = await Kamailio.StartAsync($"sip:127.0.0.1:{_world.SipPort};transport=tcp", "tls", _world.Instance.Folder.SipCertificate);
        using var rtp = new RtpCapture();
        int calledPort = FreePorts.Udp();
        await using SippPhone ueB = RingbackWorld.StartCalled("callee-rings-only", calledPort, FreePorts.Udp());
        await using SippPhone ueA = _world.StartCaller("caller-gives-up", FreePorts.Udp(), calledPort, rtp.Port, to: proxy.Front);
        await ueA.EndsWellAsync(() => proxy.Log + _world.Instance.LogOf("sip"));
        await ueB.EndsWellAsync();
    }
}
