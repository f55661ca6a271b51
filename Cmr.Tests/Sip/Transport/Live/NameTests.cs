using System.Net.Sockets;
using Cmr.Protocols.Dns;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Sip.Transport.Dns;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>RFC 3263 from the name server to the wire: which of a name's servers gets the call, and which one when that fails.</summary>
[TestClass]
public sealed class NameTests
{
    [TestMethod]
    public async Task A_busy_server_is_left_for_the_next_and_tried_again_when_its_time_is_over()
    {
        await using ScriptedDns dns = new();
        using DatagramWire busy = new();
        using DatagramWire other = new();
        Serve(dns, "udp", (10, busy.Local.Port), (20, other.Local.Port));
        await using LiveNode node = await StartAsync(dns, failOverAfter: "00:00:05");
        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };
        await caller.SendAsync(Talk.Invite(caller, "sip:bob@b.example"));
        SipRequest first = await busy.HearRequestAsync("INVITE");
        await busy.SendAsync(SipResponse.For(first, SipStatus.ServiceUnavailable).WithToTag("b").Set(HeaderId.RetryAfter, "1").Build());
        await busy.HearRequestAsync("ACK");
        await RefuseAsync(other, caller);
        await caller.SendAsync(Talk.Invite(caller, "sip:bob@b.example"));
        await RefuseAsync(other, caller);

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(200));
        Task<SipRequest> recovered = busy.HearRequestAsync("INVITE");
        while (!recovered.IsCompleted)
        {
            await caller.SendAsync(Talk.Invite(caller, "sip:bob@b.example"));
            Task<SipRequest> elsewhere = other.HearRequestAsync("INVITE");
            if (await Task.WhenAny(recovered, elsewhere) != elsewhere) break;
            await other.SendAsync(SipResponse.For(await elsewhere, SipStatus.BusyHere).WithToTag("b").Build());
            await caller.HearResponseAsync("INVITE");
            await tick.WaitForNextTickAsync(limit.Token);
        }

        Assert.AreNotEqual(first.TopVia.Branch, (await recovered).TopVia.Branch);
    }

    [TestMethod]
    public async Task A_silent_server_is_left_for_the_next()
    {
        await using ScriptedDns dns = new();
        using DatagramWire silent = new();
        using DatagramWire other = new();
        Serve(dns, "udp", (10, silent.Local.Port), (20, other.Local.Port));
        await using LiveNode node = await StartAsync(dns);
        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };
        await caller.SendAsync(Talk.Invite(caller, "sip:bob@b.example"));
        await silent.HearRequestAsync("INVITE");
        await RefuseAsync(other, caller);
    }

    [TestMethod]
    public async Task A_server_where_nobody_listens_is_left_for_the_next_and_our_Contact_follows_the_transport()
    {
        await using ScriptedDns dns = new();
        using DatagramWire other = new();
        int closed;
        using (Socket listener = Talk.Listen()) closed = Talk.PortOf(listener);
        dns.Says("b.example", DnsRecordType.Naptr, a => a
            .Naptr("b.example", 10, 10, "s", "SIP+D2T", "_sip._tcp.b.example")
            .Naptr("b.example", 20, 10, "s", "SIP+D2U", "_sip._udp.b.example"));
        Serve(dns, "tcp", (10, closed));
        Serve(dns, "udp", (10, other.Local.Port));
        await using LiveNode node = await StartAsync(dns);
        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };
        await caller.SendAsync(Talk.Invite(caller, "sip:bob@b.example"));
        SipRequest invite = await other.HearRequestAsync("INVITE");
        Assert.AreEqual("UDP", invite.TopVia.Transport.ToString());
        Assert.AreEqual($"<sip:127.0.0.1:{node.Port}>", invite.Value(HeaderId.Contact).ToString());
        await other.SendAsync(SipResponse.For(invite, SipStatus.BusyHere).WithToTag("b").Build());
        Assert.AreEqual(SipStatus.BusyHere, (await caller.HearResponseAsync("INVITE")).Status);
    }

    [TestMethod]
    public async Task Within_a_call_a_Contact_with_a_name_is_looked_up_too()
    {
        await using ScriptedDns dns = new();
        using DatagramWire called = new();
        dns.Says("phone.b.example", DnsRecordType.A, a => a.A("phone.b.example", "127.0.0.1"));
        await using LiveNode node = await StartAsync(dns);
        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };
        SipRequest invite = Talk.Invite(caller, called.Uri);
        await caller.SendAsync(invite);
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        await called.SendAsync(Talk.Answer(called, relayed, $"sip:bob@phone.b.example:{called.Local.Port}"));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer));
        await called.HearRequestAsync("ACK");
        await caller.SendAsync(Talk.ByCaller(caller, "BYE", 2, invite, answer));
        SipRequest bye = await called.HearRequestAsync("BYE");
        Assert.AreEqual($"sip:bob@phone.b.example:{called.Local.Port}", bye.Uri.ToString());
        await called.SendAsync(Talk.Ok(bye));
        await caller.HearResponseAsync("BYE");
    }

    [TestMethod]
    public async Task A_name_that_leads_nowhere_is_told_to_the_caller()
    {
        await using ScriptedDns dns = new();
        await using LiveNode node = await StartAsync(dns);
        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };
        await caller.SendAsync(Talk.Invite(caller, "sip:bob@nowhere.invalid"));
        Assert.IsGreaterThanOrEqualTo(400, (await caller.HearResponseAsync("INVITE")).Status.Code);
    }

    private static Task<LiveNode> StartAsync(ScriptedDns dns, string failOverAfter = "00:00:00.400") => LiveNode.StartAsync($"Sip:Dns:Servers:0={dns.EndPoint}", $"Sip:FailOverAfter={failOverAfter}");

    private static void Serve(ScriptedDns dns, string transport, params (int Priority, int Port)[] servers)
    {
        string service = $"_sip._{transport}.b.example";
        foreach ((int priority, int port) in servers) dns.Says(service, DnsRecordType.Srv, a => a.Srv(service, priority, 0, port, "one.b.example"));
        dns.Says("one.b.example", DnsRecordType.A, a => a.A("one.b.example", "127.0.0.1"));
    }

    private static async Task RefuseAsync(SipWire called, SipWire caller)
    {
        SipRequest invite = await called.HearRequestAsync("INVITE");
        await called.SendAsync(SipResponse.For(invite, SipStatus.BusyHere).WithToTag("b").Build());
        Assert.AreEqual(SipStatus.BusyHere, (await caller.HearResponseAsync("INVITE")).Status);
    }
}
