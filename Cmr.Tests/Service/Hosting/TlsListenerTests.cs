using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Cmr.Tests.Service.Hosting;

[TestClass]
public sealed class TlsListenerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cmr-tls-").FullName;

    private string CertificateFile => Path.Combine(_folder, "certificate.pem");

    private string KeyFile => Path.Combine(_folder, "key.pem");

    [TestMethod]
    public async Task There_is_no_TLS_listener_without_a_certificate()
    {
        await using ListenerServer server = await ListenerServer.StartAsync(null);
        Assert.IsNull(server.Tls);
    }

    [TestMethod]
    public async Task The_client_certificate_reaches_the_request_even_if_it_signed_itself()
    {
        await using ListenerServer server = await StartAsync();
        using X509Certificate2 client = TestCertificate.Create("portal");
        StringAssert.EndsWith(await GetAsync(server, client), "as CN=portal");
        StringAssert.EndsWith(await GetAsync(server, null), "as nobody");
        using HttpClient plain = new();
        StringAssert.EndsWith(await plain.GetStringAsync(server.Plain), "as nobody");
    }

    [TestMethod]
    public async Task A_client_that_must_show_a_certificate_and_has_none_is_not_let_in()
    {
        await using ListenerServer server = await StartAsync(("Soap:Tls:ClientCertificates", "Required"));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(server, null));
        using X509Certificate2 client = TestCertificate.Create("portal");
        StringAssert.EndsWith(await GetAsync(server, client), "as CN=portal");
    }

    [TestMethod]
    public async Task A_client_is_not_asked_when_certificates_are_not_wanted()
    {
        await using ListenerServer server = await StartAsync(("Soap:Tls:ClientCertificates", "None"));
        using X509Certificate2 client = TestCertificate.Create("portal");
        StringAssert.EndsWith(await GetAsync(server, client), "as nobody");
    }

    [TestMethod]
    public async Task An_expired_client_certificate_is_not_let_in()
    {
        await using ListenerServer server = await StartAsync();
        using X509Certificate2 client = TestCertificate.Create("portal", until: TimeProvider.System.GetUtcNow().AddDays(-1));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(server, client));
    }

    [TestMethod]
    public async Task With_an_authority_only_its_clients_are_let_in()
    {
        using X509Certificate2 authority = TestCertificate.Create("authority", isAuthority: true);
        string authorityFile = Path.Combine(_folder, "authority.pem");
        await File.WriteAllTextAsync(authorityFile, authority.ExportCertificatePem());
        await using ListenerServer server = await StartAsync(("Soap:Tls:ClientAuthorityFile", authorityFile));
        using X509Certificate2 known = TestCertificate.Create("known", authority), stranger = TestCertificate.Create("stranger");
        StringAssert.EndsWith(await GetAsync(server, known), "as CN=known");
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(server, stranger));
    }

    [TestMethod]
    public async Task A_new_certificate_is_shown_without_a_restart_and_a_broken_one_is_not()
    {
        HandClock clock = new();
        await using ListenerServer server = await StartAsync(clock);
        Assert.AreEqual("CN=first", await ShownAsync(server));
        Replace("second");
        clock.Turn(TimeSpan.FromSeconds(2));
        Assert.AreEqual("CN=second", await ShownAsync(server));
        await File.WriteAllTextAsync(CertificateFile, "garbage");
        File.SetLastWriteTimeUtc(CertificateFile, DateTime.UnixEpoch.AddDays(30000));
        clock.Turn(TimeSpan.FromSeconds(2));
        Assert.AreEqual("CN=second", await ShownAsync(server));
    }

    [TestMethod]
    public async Task TLS_1_1_is_refused()
    {
        await using ListenerServer server = await StartAsync();
#pragma warning disable SYSLIB0039, CA5397, CS0618 // what is refused has to be offered
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(server, null, SslProtocols.Tls11));
#pragma warning restore SYSLIB0039, CA5397, CS0618
    }

    [TestMethod]
    [DataRow("Soap:Address", "0.0.0.0", "AllowPlainRemote")]
    [DataRow("Soap:Address", "nowhere", "no IP address")]
    [DataRow("Soap:TrustedProxies:0", "10.0.0.0/99", "TrustedProxies")]
    [DataRow("Soap:Tls:CertificateFile", "/nonexistent.pem", "cannot be used")]
    [DataRow("Soap:Connections:PerAddress", "0", "PerAddress")]
    public async Task A_configuration_that_cannot_be_used_is_refused_with_the_reason(string key, string value, string reason)
    {
        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => ListenerServer.StartAsync(null, (key, value)));
        StringAssert.Contains(refused.Message, reason);
    }

    [TestMethod]
    public async Task The_plain_listener_leaves_loopback_only_when_that_is_allowed()
    {
        await using ListenerServer server = await ListenerServer.StartAsync(null, ("Soap:Address", "0.0.0.0"), ("Soap:AllowPlainRemote", "true"));
        Assert.AreEqual("0.0.0.0", server.Plain.Host);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<ListenerServer> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(null, settings);

    private Task<ListenerServer> StartAsync(TimeProvider? clock, params (string Key, string? Value)[] settings)
    {
        Replace("first");
        return ListenerServer.StartAsync(clock, [("Soap:Tls:CertificateFile", CertificateFile), ("Soap:Tls:KeyFile", KeyFile), .. settings]);
    }

    private void Replace(string name)
    {
        using X509Certificate2 certificate = TestCertificate.Create(name);
        TestCertificate.Write(certificate, CertificateFile, KeyFile);
        File.SetLastWriteTimeUtc(CertificateFile, DateTime.UnixEpoch.AddDays(name == "first" ? 10000 : 20000));
    }

    private static async Task<string> ShownAsync(ListenerServer server)
    {
        string shown = "";
        using HttpClientHandler handler = new()
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => (shown = certificate?.Subject ?? "").Length > 0,
        };
        using HttpClient client = new(handler);
        await client.GetStringAsync(server.Tls);
        return shown;
    }

    private static async Task<string> GetAsync(ListenerServer server, X509Certificate2? certificate, SslProtocols protocols = SslProtocols.None)
    {
        using SocketsHttpHandler handler = new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
                EnabledSslProtocols = protocols,
                ClientCertificates = certificate is null ? null : [certificate],
            },
        };
        using HttpClient client = new(handler);
        return await client.GetStringAsync(server.Tls).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
