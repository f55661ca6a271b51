using System.Net;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Trust;

namespace Cmr.Tests.Sip.Trust;

/// <summary>Who belongs to the trust domain.</summary>
[TestClass]
public sealed class PeerTrustTests
{
    private static readonly IPAddress[] Listeners = [IPAddress.Parse("10.0.0.9"), IPAddress.Parse("192.0.2.9")];

    [TestMethod]
    [DataRow("10.1.2.3", "10.1.2.3", true)]
    [DataRow("10.1.2.3", "10.1.2.4", false)]
    [DataRow("10.1.0.0/16", "10.1.255.255", true)]
    [DataRow("10.1.0.0/16", "10.2.0.0", false)]
    [DataRow("10.1.0.0/16", "::ffff:10.1.0.7", true)]
    [DataRow("::ffff:10.1.2.3", "10.1.2.3", true)]
    [DataRow("0.0.0.0/0", "203.0.113.77", true)]
    [DataRow("0.0.0.0/0", "2001:db8::1", false)]
    [DataRow("2001:db8::/32", "2001:db8:ffff::1", true)]
    [DataRow("2001:db8::/32", "2001:db9::1", false)]
    [DataRow("2001:db8::1", "2001:db8::1", true)]
    public void An_address_is_trusted_when_an_entry_names_it(string entry, string address, bool trusted)
    {
        PeerTrust trust = Trust(new TrustedPeerOptions { Address = entry });
        Assert.AreEqual(trusted, trust.Of(SipEndpoint.Udp(IPAddress.Parse(address), 5060)) is not null);
        Assert.AreEqual(trusted, trust.Towards(SipEndpoint.Udp(IPAddress.Parse(address), 5060)) is not null);
    }

    [TestMethod]
    public void A_name_is_trusted_only_over_TLS_and_only_when_it_is_proven()
    {
        PeerTrust trust = Trust(new TrustedPeerOptions { TlsName = "Core.Example" });
        SipEndpoint peer = new(SipTransport.Tls, IPAddress.Parse("203.0.113.1"), 40000);
        Assert.IsTrue(trust.KnowsNames);
        Assert.AreEqual("core.example", trust.Of(peer with { Domain = "core.example" })?.Label);
        Assert.IsNull(trust.Of(peer));
        Assert.IsNull(trust.Of(peer with { Domain = "evil.core.example" }));
        Assert.IsNull(trust.Of(peer with { Domain = "core.example", Transport = SipTransport.Tcp }));
    }

    [TestMethod]
    public void All_conditions_of_an_entry_must_hold()
    {
        PeerTrust trust = Trust(new TrustedPeerOptions { Label = "core", Address = "10.1.0.0/16", TlsName = "core.example", Listener = "192.0.2.9" });
        SipEndpoint peer = new(SipTransport.Tls, IPAddress.Parse("10.1.0.1"), 5061) { Domain = "core.example", Listener = 1 };
        Assert.AreEqual("core", trust.Of(peer)?.Label);
        Assert.IsNull(trust.Of(peer with { Listener = 0 }), "the wrong door");
        Assert.IsNull(trust.Of(peer with { Domain = null }));
        Assert.IsNull(trust.Of(peer with { Address = IPAddress.Parse("10.2.0.1") }));
        Assert.IsNotNull(trust.Towards(peer with { Listener = 0 }), "what we send has no door yet");
    }

    [TestMethod]
    [DataRow("127.0.0.1")]
    [DataRow("127.8.9.10")]
    [DataRow("::1")]
    [DataRow("::ffff:127.0.0.1")]
    public void This_machine_is_trusted_unless_told_otherwise(string address)
    {
        SipEndpoint peer = SipEndpoint.Udp(IPAddress.Parse(address), 5060);
        Assert.IsNotNull(new PeerTrust(new TrustOptions(), Listeners).Of(peer));
        Assert.IsNull(new PeerTrust(new TrustOptions { Loopback = false }, Listeners).Of(peer));
    }

    [TestMethod]
    [DataRow("10.1.2.3/16", null, null)]
    [DataRow("10.1.0.0/33", null, null)]
    [DataRow("10.1.0.0/-1", null, null)]
    [DataRow("10.1.0.0/", null, null)]
    [DataRow("core.example", null, null)]
    [DataRow(null, "*.example", null)]
    [DataRow(null, null, null)]
    [DataRow("", " ", null)]
    [DataRow("10.1.0.1", null, "10.9.9.9")]
    public void An_entry_that_does_not_say_whom_it_means_is_refused(string? address, string? name, string? listener) =>
        Assert.ThrowsExactly<FormatException>(() => Trust(new TrustedPeerOptions { Address = address, TlsName = name, Listener = listener }));

    [TestMethod]
    public void A_look_up_allocates_nothing()
    {
        PeerTrust trust = Trust([.. Enumerable.Range(0, 50).Select(i => new TrustedPeerOptions { Address = $"10.{i}.0.0/16" }), new TrustedPeerOptions { Address = "2001:db8::/32" }]);
        SipEndpoint[] peers = [SipEndpoint.Udp(IPAddress.Parse("10.49.1.1"), 1), SipEndpoint.Udp(IPAddress.Parse("192.0.2.1"), 1), SipEndpoint.Udp(IPAddress.Parse("2001:db9::1"), 1)];
        foreach (SipEndpoint peer in peers) _ = trust.Of(peer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) _ = trust.Of(peers[i % 3]);
        Assert.IsLessThan(1000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static PeerTrust Trust(params TrustedPeerOptions[] peers) => new(new TrustOptions { Peers = peers }, Listeners);
}
