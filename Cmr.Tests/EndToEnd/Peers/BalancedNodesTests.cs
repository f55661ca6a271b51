using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Sip.Transport;
using Cmr.Tests.Sip.Transport.Live;

namespace Cmr.Tests.EndToEnd.Peers;

/// <summary>Two nodes behind Kamailio's dispatcher, as an operator takes one of them out of service.</summary>
[TestClass]
[DoNotParallelize]
public sealed class BalancedNodesTests
{
    [TestMethod]
    public async Task Kamailio_probes_with_OPTIONS_and_takes_a_node_that_stops_out_while_its_call_goes_on()
    {
        using TestAuthority authority = new();
        string certificate = authority.Write(authority.Issue("ip:127.0.0.1"));
        LiveNode leaving = await LiveNode.StartAsync("Sip:DrainTimeout=00:00:30");
        leaving.StopPatience = TimeSpan.FromSeconds(30);
        await using LiveNode staying = await LiveNode.StartAsync();
        await using Kamailio proxy = await Kamailio.StartAsync("sip:127.0.0.1:9", "udp", certificate, $"sip:127.0.0.1:{leaving.Port}", $"sip:127.0.0.1:{staying.Port}");
        using DatagramWire caller = new() { Remote = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, proxy.Front) };
        using DatagramWire called = new();

        // Calls by turns, until one is with the node that is to leave
        SipRequest invite;
        SipRequest relayed;
        int turns = 0;
        do
        {
            Assert.IsLessThan(20, turns++, proxy.Log);
            (invite, relayed) = await CallAsync(caller, called);
            if (relayed.TopVia.SentBy.Port == staying.Port) await RefuseAsync(caller, called, relayed);
        }
        while (relayed.TopVia.SentBy.Port != leaving.Port);

        await called.SendAsync(Talk.Answer(called, relayed));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        await caller.SendAsync(Routed(Talk.ByCaller(caller, "ACK", 1, invite, answer), answer));
        await called.HearRequestAsync("ACK");

        Task stopped = leaving.DisposeAsync().AsTask();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(200));
        // Out when five calls in a row went to the other one; before that its 503 is what callers get
        for (int elsewhere = 0; elsewhere < 5;)
        {
            SipRequest attempt = Balanced(caller, called);
            await caller.SendAsync(attempt);
            Task<SipRequest> arrived = called.HearRequestAsync("INVITE");
            Task<SipResponse> final = FinalOf(caller, attempt);
            bool isServed = await Task.WhenAny(arrived, final) == arrived;
            elsewhere = isServed ? elsewhere + 1 : 0;
            if (isServed)
            {
                Assert.AreEqual(staying.Port, (await arrived).TopVia.SentBy.Port);
                await called.SendAsync(SipResponse.For(await arrived, SipStatus.BusyHere).WithToTag("b").Build());
                await final;
            }

            await tick.WaitForNextTickAsync(limit.Token);
        }

        await caller.SendAsync(Routed(Talk.ByCaller(caller, "BYE", 2, invite, answer), answer));
        SipRequest bye = await called.HearRequestAsync("BYE");
        await called.SendAsync(Talk.Ok(bye));
        await caller.HearResponseAsync("BYE");
        await stopped;
    }

    private static SipRequest Balanced(SipWire caller, SipWire called) => Talk.Invite(caller, called.Uri, headers: "X-Balance: yes\r\n");

    private static async Task<(SipRequest Sent, SipRequest Relayed)> CallAsync(SipWire caller, SipWire called)
    {
        SipRequest invite = Balanced(caller, called);
        await caller.SendAsync(invite);
        return (invite, await called.HearRequestAsync("INVITE"));
    }

    private static async Task RefuseAsync(SipWire caller, SipWire called, SipRequest relayed)
    {
        await called.SendAsync(SipResponse.For(relayed, SipStatus.BusyHere).WithToTag("b").Build());
        await caller.HearResponseAsync("INVITE");
    }

    private static async Task<SipResponse> FinalOf(SipWire caller, SipRequest invite) =>
        (SipResponse)await caller.HearAsync(message => message is SipResponse response && response.CallId == invite.CallId && response.Status.IsFinal);

    // The route set of the caller: Record-Route backwards (RFC 3261 §12.1.2)
    private static SipRequest Routed(SipRequest request, SipResponse answer)
    {
        SipRequestBuilder builder = request.Edit();
        foreach (Cmr.Protocols.Sip.Headers.AddressHeader route in answer.RecordRoutes.Reverse()) builder.Add(Cmr.Protocols.Sip.Headers.HeaderId.Route, $"<{route.Uri.Raw}>");
        return builder.Build();
    }
}
