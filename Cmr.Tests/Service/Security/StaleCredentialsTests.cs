using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Cmr.Service.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Service.Security;

/// <summary>What was verified before a change of credentials opens nothing after it.</summary>
[TestClass]
public sealed class StaleCredentialsTests : ServiceTests
{
    private const string Secret = "the-old-secret", Peer = "192.0.2.7";

    [TestMethod]
    public async Task No_session_outlives_a_change_of_the_secret_the_certificates_the_state_or_the_principal()
    {
        await StaleAfterAsync("stale-secret", Change("stale-secret") with { Secret = "the-new-secret" });
        await StaleAfterAsync("stale-certificate", Change("stale-certificate") with { CertificateSha256 = [new string('a', 64)] });
        await StaleAfterAsync("stale-digest", Change("stale-digest") with { DigestEnabled = false });
        await StaleAfterAsync("stale-state", Change("stale-state") with { Status = PrincipalStatus.Suspended }, Change("stale-state") with { Status = PrincipalStatus.Active });
        await StaleAfterAsync("stale-name", Change("stale-name") with { OperationType = OperationType.Delete }, Creation("stale-name"));
    }

    [TestMethod]
    public async Task A_remembered_secret_opens_no_session_when_the_credentials_have_changed_unheard()
    {
        await ManageAsync(Creation("stale-memory"));
        StatusCode code = StatusCode.Success;
        // News of the creation may come late and empty the memory, but not again and again
        for (int attempt = 0; attempt < 10 && code is StatusCode.Success; attempt++)
        {
            await Host.SessionAsync("stale-memory", Secret);
            await Host.QueryAsync("UPDATE principals SET credentials_version = gen_random_uuid() WHERE principal_id = 'stale-memory'");
            code = (await Host.Cmr1().OpenSessionAsync(new() { PrincipalId = "stale-memory", Secret = Secret })).StatusCode;
        }
        Assert.AreEqual(StatusCode.PasswordInvalid, code);
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM sessions JOIN principals USING (principal_id, credentials_version) WHERE principal_id = 'stale-memory'"));
        Assert.AreEqual(StatusCode.Success, (await Host.Cmr1().OpenSessionAsync(new() { PrincipalId = "stale-memory", Secret = Secret })).StatusCode, "the memory is gone, the secret is right");
    }

    private async Task StaleAfterAsync(string principalId, params ManagePrincipalRequest[] changes)
    {
        await ManageAsync(Creation(principalId));
        Authentication.Granted verified = Assert.IsInstanceOfType<Authentication.Granted>(
            await Host.Services.GetRequiredService<PrincipalLogin>().WithSecretAsync(principalId, Secret, Peer, CancellationToken.None));
        foreach (ManagePrincipalRequest change in changes)
            await ManageAsync(change);
        Assert.IsNull(await Host.Services.GetRequiredService<SessionStore>().OpenAsync(verified.Principal, CancellationToken.None), principalId);
        Assert.AreEqual(0L, await Host.QueryAsync($"SELECT count(*) FROM sessions WHERE principal_id = '{principalId}'"));
    }

    private async Task ManageAsync(ManagePrincipalRequest request)
    {
        ManagePrincipalResponse answer = await (await Host.OperatorAsync()).ManagePrincipalAsync(request);
        Assert.AreEqual(StatusCode.Success, answer.StatusCode, answer.StatusDescription);
    }

    private ManagePrincipalRequest Creation(string principalId) =>
        Change(principalId) with { OperationType = OperationType.Create, PrincipalKind = PrincipalKind.Application, Secret = Secret };

    private ManagePrincipalRequest Change(string principalId) =>
        new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Update, PrincipalId = principalId };
}
