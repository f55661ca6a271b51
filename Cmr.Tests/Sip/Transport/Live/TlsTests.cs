using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>TLS to and from a running node.</summary>
[TestClass]
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [TestMethod]
    [DataRow("127.0.0.1", false)]
    [DataRow("::1", false)]
    [DataRow("127.0.0.1", true)]
    public async Task A_call_goes_over_TLS_on_both_sides(string address, bool secureUris)
    {
        await using LiveNode node = await LiveNode.StartAsync([.. _authority.Settings(), "Sip:MoreAddresses:0=::1"]);
        using Socket listener = Talk.Listen(address);
        IPEndPoint nodeTls = new(IPAddress.Parse(address), node.TlsPort);
        using StreamWire caller = await StreamWire.ConnectAsync(nodeTls, _authority.ClientOptions(host: address));
        string bob = secureUris ? $"sips:bob@{listener.LocalEndPoint}" : $"sip:bob@{listener.LocalEndPoint};transport=tls";
        SipRequest invite = Talk.Invite(caller, bob, contact: secureUris ? $"sips:ann@{caller.Local}" : null);
        await caller.SendAsync(invite);
        using StreamWire called = await StreamWire.AcceptAsync(listener, _authority.ServerOptions(_authority.Issue($"ip:{address}"), asks: true));
        Assert.AreEqual("CN=node", called.Secure!.RemoteCertificate!.Subject, "we show who we are when asked"); // TLS, and the handshake asks for one
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        StringAssert.StartsWith(relayed.Value(HeaderId.Via).ToString(), $"SIP/2.0/TLS {nodeTls}");
        string ours = secureUris ? $"<sips:{nodeTls}>" : $"<sip:{nodeTls};transport=tls>";
        StringAssert.Contains(relayed.Value(HeaderId.Contact).ToString(), ours);
        await called.SendAsync(Talk.Answer(called, relayed, bob));
        SipResponse answer = await caller.HearResponseAsync("INVITE");
        StringAssert.Contains(answer.Value(HeaderId.Contact).ToString(), ours);
        await caller.SendAsync(Talk.ByCaller(caller, "ACK", 1, invite, answer));
        await called.HearRequestAsync("ACK");
        await called.SendAsync(Talk.ByCalled(called, "BYE", 1, relayed));
        SipRequest bye = await caller.HearRequestAsync("BYE");
        await caller.SendAsync(Talk.Ok(bye));
        await called.HearResponseAsync("BYE");
        Assert.AreEqual(1, node.Counters.Opened, "the caller's Contact is the connection it came by");
    }

    [TestMethod]
    public async Task Where_a_client_certificate_is_demanded_only_a_good_one_is_served()
    {
        await using LiveNode node = await LiveNode.StartAsync([.. _authority.Settings(), "Sip:Tls:RequireClientCertificate=true"]);
        using TestAuthority stranger = new();
        IPEndPoint nodeTls = new(IPAddress.Loopback, node.TlsPort);
        foreach (X509Certificate2? bad in (X509Certificate2?[])[null, stranger.Issue("dns:c.example"), _authority.Issue("dns:c.example", selfSigned: true), _authority.Issue("dns:c.example", expired: true)])
        {
            try
            {
                using StreamWire refused = await StreamWire.ConnectAsync(nodeTls, _authority.ClientOptions(bad));
                await refused.SendAsync(Talk.Options(refused));
                await refused.HearEndAsync();
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException)
            {
                // With TLS 1.2 the handshake itself fails
            }
        }

        Assert.AreEqual(0, node.Counters.Accepted);
        using StreamWire good = await StreamWire.ConnectAsync(nodeTls, _authority.ClientOptions(_authority.Issue("dns:c.example")));
        await good.SendAsync(Talk.Options(good));
        await good.HearResponseAsync("OPTIONS");
    }

    [TestMethod]
    [DataRow(SslProtocols.Tls12)]
    [DataRow(SslProtocols.Tls13)]
    public async Task TLS_1_2_and_1_3_are_spoken(SslProtocols version)
    {
        await using LiveNode node = await LiveNode.StartAsync(_authority.Settings());
        System.Net.Security.SslClientAuthenticationOptions options = _authority.ClientOptions();
        options.EnabledSslProtocols = version;
        using StreamWire peer = await StreamWire.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.TlsPort), options);
        await peer.SendAsync(Talk.Options(peer));
        await peer.HearResponseAsync("OPTIONS");
        Assert.AreEqual(version, peer.Secure!.SslProtocol); // TLS
    }

    [TestMethod]
    [DataRow(1, DisplayName = "TLS 1.0")]
    [DataRow(2, DisplayName = "TLS 1.1")]
    public async Task Older_versions_are_refused(int minor)
    {
        await using LiveNode node = await LiveNode.StartAsync(_authority.Settings());
        using StreamWire peer = await StreamWire.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.TlsPort));
        byte[] suites = [0xC0, 0x09, 0xC0, 0x0A, 0xC0, 0x13, 0xC0, 0x14, 0x00, 0x2F, 0x00, 0x35];
        byte[] hello = [3, (byte)minor, .. new byte[32], 0, 0, (byte)suites.Length, .. suites, 1, 0];
        byte[] handshake = [1, 0, 0, (byte)hello.Length, .. hello];
        await peer.SendAsync((byte[])[22, 3, 1, 0, (byte)handshake.Length, .. handshake]);
        string alert = await peer.HearOctetsAsync(7);
        Assert.AreEqual(21, alert[0], "an alert");
        await peer.HearEndAsync();
        Assert.AreEqual(0, node.Counters.Accepted);
    }

    [TestMethod]
    [DataRow(true, "ip:127.0.0.1", true, DisplayName = "a peer that says so and proves the name")]
    [DataRow(false, "ip:127.0.0.1", false, DisplayName = "a peer that does not say so")]
    [DataRow(true, "dns:other.example", false, DisplayName = "a peer that proves another name")]
    public async Task Requests_go_back_over_the_connection_of_a_peer_that_may_be_reached_by_it(bool alias, string names, bool reused)
    {
        await using LiveNode node = await LiveNode.StartAsync([.. _authority.Settings(), "Sip:Tls:RequireClientCertificate=true"]);
        using Socket listener = Talk.Listen();
        X509Certificate2 certificate = _authority.Issue(names);
        using StreamWire peer = await StreamWire.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.TlsPort), _authority.ClientOptions(certificate));
        await peer.SendAsync(Talk.Options(peer, $"127.0.0.1:{Talk.PortOf(listener)}{(alias ? ";alias" : "")}"));
        await peer.HearResponseAsync("OPTIONS");

        using DatagramWire caller = new() { Remote = node.At("127.0.0.1") };
        await caller.SendAsync(Talk.Invite(caller, $"sip:bob@{listener.LocalEndPoint};transport=tls"));
        using StreamWire called = reused ? peer : await StreamWire.AcceptAsync(listener, _authority.ServerOptions(_authority.Issue("ip:127.0.0.1")));
        SipRequest relayed = await called.HearRequestAsync("INVITE");
        Assert.IsTrue(relayed.TopVia.Parameters.Contains("alias"u8), "we take requests over it as well (RFC 5923)");
        Assert.AreEqual(reused ? 0 : 1, node.Counters.Opened);
    }
}
