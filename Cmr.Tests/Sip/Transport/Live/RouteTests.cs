using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>Static routes of a running node, with fail-over among their targets.</summary>
[TestClass]
public sealed class RouteTests
{
    [TestMethod]
    public async Task Numbers_and_domains_go_their_ways_and_a_target_that_fails_is_left_for_the_next_one()
    {
        using DatagramWire mobile = new();
        using DatagramWire silent = new();
        using DatagramWire backup = new();
        using DatagramWire rest = new();
        await using LiveNode node = await LiveNode.StartAsync(
            "Sip:Routes:0:Prefix=+86138", $"Sip:Routes:0:Targets:0={mobile.Local}",
            "Sip:Routes:1:Domain=*.ims.example", $"Sip:Routes:1:Targets:0={silent.Local}", $"Sip:Routes:1:Targets:1={backup.Local}",
            $"Sip:OutboundProxy={rest.Local}", "Sip:FailOverAfter=00:00:01");
        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };

        await caller.SendAsync(Talk.Invite(caller, $"sip:+86-138-0000@127.0.0.1:{node.Port};user=phone"));
        await RefuseAsync(mobile, caller, SipStatus.BusyHere);
        await caller.SendAsync(Talk.Invite(caller, "tel:+861390000"));
        await RefuseAsync(rest, caller, SipStatus.BusyHere);
        await caller.SendAsync(Talk.Invite(caller, "sip:bob@core.ims.example"));
        await silent.HearRequestAsync("INVITE");
        await RefuseAsync(backup, caller, SipStatus.BusyHere);
        await caller.SendAsync(Talk.Invite(caller, "sip:bob@core.ims.example"));
        await RefuseAsync(backup, caller, SipStatus.BusyHere);
        await caller.SendAsync(Talk.Invite(caller, "sip:bob@ims.example"));
        await RefuseAsync(rest, caller, SipStatus.BusyHere);
    }

    [TestMethod]
    [DataRow("Sip:Routes:0:Targets:0=10.0.0.1", DisplayName = "for nobody")]
    [DataRow("Sip:Routes:0:Domain=a.example", DisplayName = "to nowhere")]
    [DataRow("Sip:Routes:0:Domain=a.example;Sip:Routes:0:Targets:0=sip:user@10.0.0.1", DisplayName = "to a user")]
    public async Task A_route_that_says_too_little_is_refused_at_the_start(string settings)
    {
        Exception refusal = await Assert.ThrowsExactlyAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => LiveNode.StartAsync(settings.Split(';')));
        StringAssert.Contains(refusal.Message, "Sip:Routes");
    }

    private static async Task RefuseAsync(SipWire called, SipWire caller, SipStatus status)
    {
        SipRequest invite = await called.HearRequestAsync("INVITE");
        await called.SendAsync(SipResponse.For(invite, status).WithToTag("b").Build());
        Assert.AreEqual(status, (await caller.HearResponseAsync("INVITE")).Status);
    }
}
