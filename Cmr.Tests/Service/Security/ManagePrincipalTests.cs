using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Security;

[TestClass]
public sealed class ManagePrincipalTests : ServiceTests
{
    private const string Fingerprint = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestMethod]
    public async Task A_content_provider_is_made_shown_suspended_and_removed()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManagePrincipalResponse created = await cmr6.ManagePrincipalAsync(Request(OperationType.Create, "melodies") with
        {
            PrincipalKind = PrincipalKind.ContentProvider,
            Secret = "a-long-secret",
            CertificateSha256 = [string.Join(':', Fingerprint.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)))],
        });
        Principal shown = created.Principal.Single();
        Assert.AreEqual((StatusCode.Success, PrincipalKind.ContentProvider, PrincipalStatus.Active, false), (created.StatusCode, shown.PrincipalKind, shown.Status, shown.DigestEnabled));
        Assert.AreEqual(Fingerprint, shown.CertificateSha256.Single());
        Cmr5Client provider = Host.Cmr5(await Host.SessionAsync("melodies", "a-long-secret"));
        ManageCmrResourceRequest ask = new() { OperationType = OperationType.Query, ResourceId = "nothing" };
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await provider.ManageCmrResourceAsync(ask)).StatusCode);

        Assert.AreEqual(PrincipalStatus.Suspended, (await cmr6.ManagePrincipalAsync(Request(OperationType.Update, "melodies") with { Status = PrincipalStatus.Suspended })).Principal.Single().Status);
        Assert.AreEqual(StatusCode.SessionKeyInvalid, (await provider.ManageCmrResourceAsync(ask)).StatusCode, "its sessions ended");
        Assert.AreEqual(StatusCode.SecurityError, (await Host.Cmr5().OpenSessionAsync(new() { PrincipalId = "melodies", Secret = "a-long-secret" })).StatusCode);
        Assert.AreEqual(StatusCode.PasswordInvalid, (await Host.Cmr5().OpenSessionAsync(new() { PrincipalId = "melodies", Secret = "wrong-secret" })).StatusCode);
        await cmr6.ManagePrincipalAsync(Request(OperationType.Update, "melodies") with { Status = PrincipalStatus.Active });
        await Host.SessionAsync("melodies", "a-long-secret");

        Assert.IsEmpty((await cmr6.ManagePrincipalAsync(Request(OperationType.Update, "melodies") with { CertificateSha256 = ["none"] })).Principal.Single().CertificateSha256);
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManagePrincipalAsync(Request(OperationType.Delete, "melodies"))).StatusCode);
        Assert.AreEqual(StatusCode.PasswordInvalid, (await Host.Cmr5().OpenSessionAsync(new() { PrincipalId = "melodies", Secret = "a-long-secret" })).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.ManagePrincipalAsync(Request(OperationType.Query, "melodies"))).StatusCode);
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM change_log WHERE request LIKE '%a-long-secret%'"));
    }

    [TestMethod]
    public async Task A_new_secret_ends_the_sessions_and_keeps_the_consent_to_digests()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.ManagePrincipalAsync(
            Request(OperationType.Create, "digester") with { PrincipalKind = PrincipalKind.ServiceProvider, DigestEnabled = true, CertificateSha256 = [Fingerprint] })).StatusCode, "nothing to digest");
        await CreateAsync("digester", PrincipalKind.ServiceProvider, digest: true);
        SoapCredentials session = await Host.SessionAsync("digester", "secret-of-digester");
        await AskAsync(new SoapCredentials.UsernameToken("digester", "secret-of-digester", Digest: true), StatusCode.Success);
        Principal changed = (await cmr6.ManagePrincipalAsync(Request(OperationType.Update, "digester") with { Secret = "another-secret" })).Principal.Single();
        Assert.IsTrue(changed.DigestEnabled);
        await AskAsync(session, StatusCode.SessionKeyInvalid);
        await AskAsync(new SoapCredentials.UsernameToken("digester", "another-secret", Digest: true), StatusCode.Success);
        await AskAsync(new SoapCredentials.UsernameToken("digester", "secret-of-digester", Digest: true), StatusCode.PasswordInvalid);
        await AskAsync(new SoapCredentials.UsernameToken("digester", "secret-of-digester"), StatusCode.PasswordInvalid);
        Assert.IsFalse((await cmr6.ManagePrincipalAsync(Request(OperationType.Update, "digester") with { DigestEnabled = false })).Principal.Single().DigestEnabled);
        await AskAsync(new SoapCredentials.UsernameToken("digester", "another-secret", Digest: true), StatusCode.PasswordInvalid);
        await AskAsync(new SoapCredentials.UsernameToken("digester", "another-secret"), StatusCode.Success);
    }

    [TestMethod]
    public async Task Nobody_sends_itself_away_and_a_Service_Provider_always_remains()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        foreach (ManagePrincipalRequest suicide in new[] { Request(OperationType.Delete, ServiceHost.OperatorId), Request(OperationType.Update, ServiceHost.OperatorId) with { Status = PrincipalStatus.Suspended } })
            Assert.AreEqual(StatusCode.SecurityError, (await cmr6.ManagePrincipalAsync(suicide)).StatusCode);
        await CreateAsync("second-operator", PrincipalKind.ServiceProvider);
        Cmr6Client second = Host.Cmr6(await Host.SessionAsync("second-operator", "secret-of-second-operator"));
        StatusCode[] both = [.. (await Task.WhenAll(
            second.ManagePrincipalAsync(Request(OperationType.Update, ServiceHost.OperatorId) with { Status = PrincipalStatus.Suspended }).AsTask(),
            cmr6.ManagePrincipalAsync(Request(OperationType.Update, "second-operator") with { Status = PrincipalStatus.Suspended }).AsTask())).Select(answer => answer.StatusCode)];
        Assert.AreEqual(1, both.Count(code => code is StatusCode.Success), string.Join(", ", both));
        Assert.AreNotEqual(0L, await Host.QueryAsync("SELECT count(*) FROM principals WHERE kind = 3 AND status = 1"));
        await Host.QueryAsync("UPDATE principals SET status = 1");
    }

    [TestMethod]
    public async Task What_cannot_be_a_principal_is_refused_with_the_parameter_at_fault()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await CreateAsync("taken", PrincipalKind.Application);
        ManagePrincipalRequest fine = Request(OperationType.Create, "fine") with { PrincipalKind = PrincipalKind.Application, Secret = "long-enough" };
        await RefusedAsync(cmr6, fine with { PrincipalId = "taken" }, StatusCode.OperationRepeated, "PrincipalId");
        await RefusedAsync(cmr6, fine with { PrincipalId = null }, StatusCode.ParameterInvalid, "PrincipalId");
        await RefusedAsync(cmr6, fine with { PrincipalId = "+4917012345" }, StatusCode.ParameterInvalid, "PrincipalId");
        await RefusedAsync(cmr6, fine with { PrincipalId = "has space" }, StatusCode.ParameterInvalid, "PrincipalId");
        await RefusedAsync(cmr6, fine with { PrincipalKind = null }, StatusCode.ParameterInvalid, "PrincipalKind");
        await RefusedAsync(cmr6, fine with { PrincipalKind = PrincipalKind.Subscriber }, StatusCode.ParameterInvalid, "PrincipalKind");
        await RefusedAsync(cmr6, fine with { Secret = null }, StatusCode.ParameterInvalid, "Secret");
        await RefusedAsync(cmr6, fine with { Secret = "brief" }, StatusCode.ParameterInvalid, "Secret");
        await RefusedAsync(cmr6, fine with { PrincipalId = "long-enough", Secret = "Long-Enough" }, StatusCode.ParameterInvalid, "Secret");
        await RefusedAsync(cmr6, fine with { Secret = new string('s', 129) }, StatusCode.ParameterInvalid, "Secret");
        await RefusedAsync(cmr6, fine with { CertificateSha256 = ["12:34"] }, StatusCode.ParameterInvalid, "CertificateSha256");
        await RefusedAsync(cmr6, Request(OperationType.Update, "nobody"), StatusCode.ParameterInvalid, "PrincipalId");
        await RefusedAsync(cmr6, Request(OperationType.Update, "taken") with { PrincipalKind = PrincipalKind.ServiceProvider }, StatusCode.ParameterInvalid, "PrincipalKind");
        await Host.RegisterAsync("+4917060001", "ann-secret");
        await RefusedAsync(cmr6, Request(OperationType.Delete, "+4917060001"), StatusCode.ParameterInvalid, "PrincipalId");
        const string other = "f123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        await cmr6.ManagePrincipalAsync(Request(OperationType.Update, "taken") with { CertificateSha256 = [other] });
        await RefusedAsync(cmr6, fine with { CertificateSha256 = [other] }, StatusCode.OperationRepeated, "CertificateSha256");
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM principals WHERE principal_id IN ('fine', 'long-enough')"));
    }

    [TestMethod]
    public async Task Principals_are_listed_by_kind_page_by_page()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        foreach (string name in new[] { "app-a", "app-b", "app-c" })
            await CreateAsync(name, PrincipalKind.Application);
        ManagePrincipalRequest page = Request(OperationType.Query, null) with { PrincipalKind = PrincipalKind.Application, MaxEntries = 2, StartAfter = "app" };
        ManagePrincipalResponse first = await cmr6.ManagePrincipalAsync(page);
        CollectionAssert.AreEqual(new[] { "app-a", "app-b" }, first.Principal.Select(principal => principal.PrincipalId).ToArray());
        Assert.IsTrue(first.MoreEntries);
        ManagePrincipalResponse second = await cmr6.ManagePrincipalAsync(page with { StartAfter = "app-b" });
        Assert.AreEqual("app-c", second.Principal[0].PrincipalId);
    }

    [TestMethod]
    public async Task A_lock_is_shown()
    {
        await CreateAsync("clumsy", PrincipalKind.Application);
        for (int i = 0; i < 10; i++)
            await Host.Cmr1().OpenSessionAsync(new() { PrincipalId = "clumsy", Secret = "wrong" });
        Cmr6Client cmr6 = await Host.OperatorAsync();
        Assert.IsNotNull((await cmr6.ManagePrincipalAsync(Request(OperationType.Query, "clumsy"))).Principal.Single().LockedUntil);
    }

    [TestMethod]
    public async Task Each_kind_may_use_its_interfaces_and_no_other_one()
    {
        await CreateAsync("kind-cp", PrincipalKind.ContentProvider);
        await CreateAsync("kind-app", PrincipalKind.Application);
        await Host.RegisterAsync("+4917060002", "ann-secret");
        Dictionary<string, SoapCredentials> sessions = new()
        {
            ["cp"] = await Host.SessionAsync("kind-cp", "secret-of-kind-cp"),
            ["app"] = await Host.SessionAsync("kind-app", "secret-of-kind-app"),
            ["sub"] = await Host.SessionAsync("+4917060002", "ann-secret"),
            ["sp"] = await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret),
        };
        string[] refused = [];
        foreach ((string kind, SoapCredentials session) in sessions)
        {
            ManageCmrResourceRequest query = new() { OperationType = OperationType.Query, ResourceId = "none" };
            if ((await Host.Cmr1(session).ManageCmrResourceAsync(query)).StatusCode is StatusCode.SecurityError)
                refused = [.. refused, $"{kind} Cmr1"];
            if ((await Host.Cmr5(session).ManageCmrResourceAsync(query)).StatusCode is StatusCode.SecurityError)
                refused = [.. refused, $"{kind} Cmr5"];
            if ((await Host.Cmr6(session).ManageCmrResourceAsync(query)).StatusCode is StatusCode.SecurityError)
                refused = [.. refused, $"{kind} Cmr6"];
            GetServiceReportRequest charges = new() { ReportType = ReportType.Charging, StartTime = TimeProvider.System.GetUtcNow().AddDays(-1), EndTime = TimeProvider.System.GetUtcNow() };
            if ((await new Cmr7Client(Host.Channel("/cmr7", session)).GetServiceReportAsync(charges)).StatusCode is StatusCode.SecurityError)
                refused = [.. refused, $"{kind} Cmr7"];
        }
        CollectionAssert.AreEquivalent(new[] { "cp Cmr1", "cp Cmr6", "app Cmr1", "app Cmr5", "app Cmr6", "app Cmr7", "sub Cmr5" }, refused, string.Join(", ", refused));
    }

    private static ManagePrincipalRequest Request(OperationType operation, string? principalId) =>
        new() { TransactionId = $"p-{Guid.NewGuid()}", OperationType = operation, PrincipalId = principalId };

    private async Task CreateAsync(string name, PrincipalKind kind, bool? digest = null)
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManagePrincipalResponse created = await cmr6.ManagePrincipalAsync(Request(OperationType.Create, name) with { PrincipalKind = kind, Secret = $"secret-of-{name}", DigestEnabled = digest });
        Assert.AreEqual(StatusCode.Success, created.StatusCode, created.StatusDescription);
    }

    private async Task AskAsync(SoapCredentials credentials, StatusCode expected) =>
        Assert.AreEqual(expected, (await Host.Cmr6(credentials).ManageSystemSettingAsync(new() { TransactionId = "q", OperationType = OperationType.Query })).StatusCode);

    private static async Task RefusedAsync(Cmr6Client cmr6, ManagePrincipalRequest request, StatusCode code, string parameter)
    {
        ManagePrincipalResponse answer = await cmr6.ManagePrincipalAsync(request with { TransactionId = $"r-{Guid.NewGuid()}" });
        Assert.AreEqual(code, answer.StatusCode, answer.StatusDescription);
        Assert.StartsWith(parameter, answer.StatusDescription ?? "");
        if (request.Secret is { } secret && !secret.Equals(request.PrincipalId, StringComparison.OrdinalIgnoreCase))
            Assert.DoesNotContain(secret, answer.StatusDescription ?? "");
    }
}
