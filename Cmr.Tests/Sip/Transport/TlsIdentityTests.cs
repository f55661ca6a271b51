using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Transport.Streams;
using Cmr.Sip.Transport.Tls;
using Cmr.Tests.Sip.Transport.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cmr.Tests.Sip.Transport;

/// <summary>Who is believed over connections opened here (RFC 5922), and who we are to them.</summary>
[TestClass]
public sealed class TlsIdentityTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TestAuthority _authority = new();
    private readonly TurnedClock _clock = new();

    public void Dispose() => _authority.Dispose();

    [TestMethod]
    [DataRow("dns:b.example", "b.example", DisplayName = "DNS name")]
    [DataRow("dns:other.example,dns:B.Example", "b.example", DisplayName = "one of several, whatever its case")]
    [DataRow("uri:sip:b.example,dns:other.example", "b.example", DisplayName = "SIP URI")]
    [DataRow("ip:127.0.0.1", "127.0.0.1", DisplayName = "address")]
    [DataRow("", "b.example", DisplayName = "common name, where there is no other")]
    public async Task A_peer_that_proves_the_name_asked_for_is_spoken_to(string names, string domain)
    {
        await using StreamHouse house = new(tls: Identity());
        using Socket listener = Talk.Listen();
        Send(house, listener, domain, () => Assert.Fail("it could not be sent"));
        using StreamWire peer = await StreamWire.AcceptAsync(listener, _authority.ServerOptions(_authority.Issue(names, "b.example")));
        await peer.HearRequestAsync("OPTIONS");
    }

    [TestMethod]
    [DataRow("dns:other.example", "b.example", DisplayName = "another name")]
    [DataRow("uri:sip:other.example,dns:b.example", "b.example", DisplayName = "a SIP URI of another domain beside the name")]
    [DataRow("uri:sip:user@b.example", "b.example", DisplayName = "a user of the domain")]
    [DataRow("dns:*.example", "b.example", DisplayName = "wildcard")]
    [DataRow("dns:127.0.0.1", "127.0.0.1", DisplayName = "an address written as a name")]
    [DataRow("dns:other.example", "peer", DisplayName = "common name beside other names")]
    public Task A_peer_that_proves_another_name_is_not_spoken_to(string names, string domain) => IsRefusedAsync(_authority.Issue(names), domain);

    [TestMethod]
    public Task An_expired_certificate_proves_nothing() => IsRefusedAsync(_authority.Issue("dns:b.example", expired: true), "b.example");

    [TestMethod]
    public Task A_self_signed_certificate_proves_nothing() => IsRefusedAsync(_authority.Issue("dns:b.example", selfSigned: true), "b.example");

    [TestMethod]
    public async Task A_certificate_of_a_strange_authority_proves_nothing()
    {
        using TestAuthority stranger = new();
        await IsRefusedAsync(stranger.Issue("dns:b.example"), "b.example");
    }

    [TestMethod]
    public async Task A_changed_certificate_is_shown_from_then_on_and_connections_live_on()
    {
        string file = _authority.Write(_authority.Issue("dns:node.example", "first"));
        await using StreamHouse house = new(tls: Identity(file));
        using Socket listener = Talk.Listen();
        using Socket otherListener = Talk.Listen();
        X509Certificate2 bobs = _authority.Issue("dns:b.example");
        Send(house, listener, "b.example");
        using StreamWire first = await StreamWire.AcceptAsync(listener, _authority.ServerOptions(bobs, asks: true));
        Assert.AreEqual("CN=first", first.Secure!.RemoteCertificate!.Subject); // TLS, and the handshake asks for one

        Replace(file, "no certificate");
        _clock.Advance(TimeSpan.FromSeconds(11));
        Send(house, otherListener, "b.example");
        using (StreamWire second = await StreamWire.AcceptAsync(otherListener, _authority.ServerOptions(bobs, asks: true)))
            Assert.AreEqual("CN=first", second.Secure!.RemoteCertificate!.Subject, "a file that cannot be used leaves what was read before"); // as above

        _authority.Write(_authority.Issue("dns:node.example", "second"), file);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(11));
        using Socket thirdListener = Talk.Listen();
        Send(house, thirdListener, "b.example");
        using StreamWire third = await StreamWire.AcceptAsync(thirdListener, _authority.ServerOptions(bobs, asks: true));
        Assert.AreEqual("CN=second", third.Secure!.RemoteCertificate!.Subject); // as above

        await first.HearRequestAsync("OPTIONS");
        Send(house, listener, "b.example");
        await first.HearRequestAsync("OPTIONS");
    }

    private async Task IsRefusedAsync(X509Certificate2 certificate, string domain)
    {
        await using StreamHouse house = new(tls: Identity());
        using Socket listener = Talk.Listen();
        TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(house, listener, domain, failed.SetResult);
        try
        {
            using StreamWire peer = await StreamWire.AcceptAsync(listener, _authority.ServerOptions(certificate));
            await peer.HearEndAsync();
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // hung up during the handshake
        }

        await failed.Task.WaitAsync(Patience);
        Assert.AreEqual(1, house.Counters.Closed(CloseReason.TlsFailed));
        Assert.AreEqual(0, house.Counters.Opened, "nothing was said to it");
    }

    private static void Replace(string file, string text)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));
    }

    private static void Send(StreamHouse house, Socket listener, string domain, Action? failed = null)
    {
        using DatagramWire nobody = new();
        SipRequest options = Talk.Options(nobody);
        house.Connections.Send(options, new SipEndpoint(SipTransport.Tls, IPAddress.Loopback, Talk.PortOf(listener)) { Domain = domain }, failed);
    }

    private TlsIdentity Identity(string? file = null) =>
        new(Options.Create(new TlsOptions { CertificateFile = file ?? _authority.Write(_authority.Issue("dns:node.example")), TrustFile = _authority.TrustFile }), _clock, NullLogger<TlsIdentity>.Instance);
}
