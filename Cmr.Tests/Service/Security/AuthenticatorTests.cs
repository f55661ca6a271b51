using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cmr.Contracts.Soap;
using Cmr.Service.Security;
using Cmr.Soap.Dispatch;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Service.Security;

[TestClass]
public sealed class AuthenticatorTests : ServiceTests
{
    [TestMethod]
    public async Task A_client_certificate_stands_for_the_principal_that_it_is_entered_for()
    {
        using X509Certificate2 certificate = Certificate(days: 1), unknown = Certificate(days: 1), expired = Certificate(days: -1);
        await EnterAsync(certificate, ServiceHost.ProviderId);
        await EnterAsync(expired, ServiceHost.ProviderId);
        Authentication.Granted granted = Assert.IsInstanceOfType<Authentication.Granted>(await AuthenticateAsync(certificate));
        Assert.AreEqual(ServiceHost.ProviderId, granted.Principal.PrincipalId);
        Assert.AreEqual(StatusCode.SessionKeyMissing, Refused(await AuthenticateAsync(unknown)), "a certificate that stands for nobody is none");
        Assert.AreEqual(StatusCode.SecurityError, Refused(await AuthenticateAsync(expired)));
        Assert.AreEqual(StatusCode.SessionKeyMissing, Refused(await AuthenticateAsync(null)));
    }

    [TestMethod]
    public async Task Credentials_that_disagree_are_worth_nothing()
    {
        string key = (await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret) as Cmr.Contracts.Client.SoapCredentials.Session)?.Key ?? "";
        string session = Envelopes.SessionKey(key), own = Envelopes.UsernameToken(ServiceHost.OperatorId, ServiceHost.OperatorSecret);
        string other = Envelopes.UsernameToken(ServiceHost.ProviderId, ServiceHost.ProviderSecret), wrong = Envelopes.UsernameToken(ServiceHost.OperatorId, "wrong");
        Assert.Contains("<StatusCode>0</StatusCode>", await Host.PostAsync("/cmr6", Envelopes.With(session + own, Envelopes.QuerySettings)));
        Assert.Contains("<StatusCode>10003</StatusCode>", await Host.PostAsync("/cmr6", Envelopes.With(session + other, Envelopes.QuerySettings)));
        Assert.Contains("<StatusCode>10005</StatusCode>", await Host.PostAsync("/cmr6", Envelopes.With(session + wrong, Envelopes.QuerySettings)));
        Assert.Contains("<StatusCode>10006</StatusCode>", await Host.PostAsync("/cmr6", Envelopes.With(Envelopes.SessionKey("forged") + own, Envelopes.QuerySettings)));
    }

    [TestMethod]
    public async Task A_session_is_opened_with_the_key_of_an_old_one_still_in_the_header_but_not_for_somebody_else()
    {
        const string open = """<OpenSessionRequest xmlns="urn:oma:cmr:1.0"><PrincipalId>operator</PrincipalId><Secret>operator-secret</Secret></OpenSessionRequest>""";
        Assert.Contains("<StatusCode>0</StatusCode>", await Host.PostAsync("/cmr1", Envelopes.With(Envelopes.SessionKey("ended"), open)));
        Assert.Contains("<StatusCode>10003</StatusCode>", await Host.PostAsync("/cmr1", Envelopes.With(Envelopes.UsernameToken(ServiceHost.ProviderId, ServiceHost.ProviderSecret), open)));
        const string plain = """<OpenSessionRequest xmlns="urn:oma:cmr:1.0"/>""";
        Assert.Contains("<StatusCode>0</StatusCode>", await Host.PostAsync("/cmr1", Envelopes.With(Envelopes.UsernameToken(ServiceHost.ProviderId, ServiceHost.ProviderSecret), plain)));
        Assert.Contains("<StatusCode>10002</StatusCode>", await Host.PostAsync("/cmr1", Envelopes.With("", plain)));
        Assert.Contains("<StatusCode>10005</StatusCode>", await Host.PostAsync("/cmr1", Envelopes.With(Envelopes.UsernameToken(ServiceHost.ProviderId, "wrong"), plain)));
    }

    [TestMethod]
    public async Task A_secret_that_is_remembered_cannot_be_guessed_past_the_lock()
    {
        await using ServiceHost host = await ServiceHost.StartAsync("--Login:FailuresOfPrincipalFromPeer=3");
        string right = Envelopes.With(Envelopes.UsernameToken(ServiceHost.OperatorId, ServiceHost.OperatorSecret), Envelopes.QuerySettings);
        string wrong = Envelopes.With(Envelopes.UsernameToken(ServiceHost.OperatorId, "wrong"), Envelopes.QuerySettings);
        for (int i = 0; i < 3; i++)
            Assert.Contains("<StatusCode>10005</StatusCode>", await host.PostAsync("/cmr6", wrong));
        Assert.Contains("<StatusCode>10003</StatusCode>", await host.PostAsync("/cmr6", right));

        await host.QueryAsync("DELETE FROM login_failures");
        Assert.Contains("<StatusCode>0</StatusCode>", await host.PostAsync("/cmr6", right), "and now it is remembered");
        for (int i = 0; i < 3; i++)
            Assert.Contains("<StatusCode>10005</StatusCode>", await host.PostAsync("/cmr6", wrong));
        Assert.Contains("<StatusCode>10003</StatusCode>", await host.PostAsync("/cmr6", right));
    }

    [TestMethod]
    public async Task Many_requests_with_the_same_secret_at_once_cost_one_slow_hash()
    {
        await using ServiceHost host = await ServiceHost.StartAsync("--Login:AttemptsOfPeerAtOnce=1");
        string right = Envelopes.With(Envelopes.UsernameToken(ServiceHost.OperatorId, ServiceHost.OperatorSecret), Envelopes.QuerySettings);
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PostAsync("/cmr6", right)));
        foreach (string answer in answers)
            Assert.Contains("<StatusCode>0</StatusCode>", answer);
    }

    [TestMethod]
    [DataRow("192.0.2.7", "192.0.2.7")]
    [DataRow("::ffff:192.0.2.7", "192.0.2.7")]
    [DataRow("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void Failures_are_counted_by_network(string address, string network) =>
        Assert.AreEqual(network, ClientAddress.NetworkOf(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } }));

    private async Task<Authentication> AuthenticateAsync(X509Certificate2? certificate)
    {
        DefaultHttpContext http = new() { Connection = { ClientCertificate = certificate, RemoteIpAddress = IPAddress.Loopback } };
        ISoapOperation operation = Host.Services.GetServices<ISoapOperation>().First(candidate => candidate.Name == "ManageSystemSetting");
        SoapContext context = new(new SoapService([operation]) { Name = "Cmr6" }, operation, SoapHeaderBlocks.None, http);
        return Assert.IsInstanceOfType<Authentication>(await Host.Services.GetRequiredService<CmrAuthenticator>().AuthenticateAsync(context, CancellationToken.None));
    }

    private Task<object?> EnterAsync(X509Certificate2 certificate, string principalId) => Host.QueryAsync(
        "INSERT INTO principal_certificates VALUES ($1, $2, now())", Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), principalId);

    private static StatusCode? Refused(Authentication authentication) => (authentication as Authentication.Denied)?.Refusal.Code;

    private static X509Certificate2 Certificate(int days)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-2), now.AddDays(days));
    }
}
