using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Cmr.Cli.Replay;
using Cmr.Tests.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cmr.Tests.Cli.Replay;

/// <summary>Replay over TLS with certificates that the system does not know.</summary>
[TestClass]
public sealed class TrustedCertificatesTests
{
    private readonly string _file = Path.GetTempFileName();

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    public async Task A_self_signed_server_is_trusted_when_its_certificate_is_named_and_else_the_cause_is_told()
    {
        using X509Certificate2 server = TestCertificate.Create("server");
        await using WebApplication host = await ServeAsync(server);
        Assert.AreEqual(200, await AskAsync(host, TrustedCertificates.Load(Written(server))));

        UnreachableException refused = await Assert.ThrowsExactlyAsync<UnreachableException>(() => AskAsync(host, null));
        Assert.Contains("certificate is invalid", refused.Message);
        using X509Certificate2 other = TestCertificate.Create("server");
        await Assert.ThrowsExactlyAsync<UnreachableException>(() => AskAsync(host, TrustedCertificates.Load(Written(other))));
    }

    [TestMethod]
    public async Task A_server_of_a_private_authority_is_trusted_when_the_authority_is_named()
    {
        using X509Certificate2 authority = TestCertificate.Create("authority", isAuthority: true);
        using X509Certificate2 server = TestCertificate.Create("server", authority);
        await using WebApplication host = await ServeAsync(server);
        Assert.AreEqual(200, await AskAsync(host, TrustedCertificates.Load(Written(authority))));
    }

    [TestMethod]
    public void A_wrong_name_is_never_forgiven()
    {
        using X509Certificate2 server = TestCertificate.Create("server");
        Assert.IsFalse(TrustedCertificates.Load(Written(server)).Accepts(this, server, null, SslPolicyErrors.RemoteCertificateNameMismatch));
    }

    [TestMethod]
    public void A_file_without_certificates_is_refused()
    {
        Assert.ThrowsExactly<BadSamplesException>(() => TrustedCertificates.Load(_file));
        Assert.ThrowsExactly<BadSamplesException>(() => TrustedCertificates.Load(_file + ".none"));
    }

    private string Written(X509Certificate2 certificate)
    {
        File.WriteAllText(_file, certificate.ExportCertificatePem());
        return _file;
    }

    private static async Task<WebApplication> ServeAsync(X509Certificate2 certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(certificate)));
        WebApplication host = builder.Build();
        host.Run(http => http.Response.WriteAsync("here", http.RequestAborted));
        await host.StartAsync(CancellationToken.None);
        return host;
    }

    private static async Task<int> AskAsync(WebApplication host, TrustedCertificates? trusted)
    {
        using ReplayClient client = new(TimeSpan.FromSeconds(30), trusted);
        using HttpRequestMessage request = new(HttpMethod.Get, host.Urls.First());
        return (await client.SendAsync(request, CancellationToken.None)).Status;
    }
}
