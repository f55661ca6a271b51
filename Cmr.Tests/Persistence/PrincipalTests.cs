using Cmr.Persistence;
using Cmr.Persistence.Model;
using Cmr.Persistence.Principals;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Persistence;

[TestClass]
public sealed class PrincipalTests
{
    [TestMethod]
    public async Task The_bootstrap_is_idempotent_and_gives_a_new_secret_when_asked()
    {
        await using Database database = await Database.CreateAsync();
        PrincipalDirectory directory = database.Services.GetRequiredService<PrincipalDirectory>();
        foreach (string secret in new[] { "first-secret", "first-secret", "second-secret" })
        {
            await OperatorBootstrap.EnsureAsync(database.ConnectionString, "operator", secret, database.Clock, CancellationToken.None);
            LoginOutcome.Granted granted = Assert.IsInstanceOfType<LoginOutcome.Granted>(await directory.LoginAsync("operator", secret, "192.0.2.1", CancellationToken.None));
            Assert.AreEqual(PrincipalKind.ServiceProvider, granted.Principal.Kind);
        }
        Assert.IsInstanceOfType<LoginOutcome.WrongSecret>(await directory.LoginAsync("operator", "first-secret", "192.0.2.1", CancellationToken.None));
    }

    [TestMethod]
    public async Task A_secret_is_stored_as_a_salted_slow_hash_only()
    {
        await using Database database = await Database.CreateAsync();
        await OperatorBootstrap.EnsureAsync(database.ConnectionString, "a", "same-secret", database.Clock, CancellationToken.None);
        await OperatorBootstrap.EnsureAsync(database.ConnectionString, "b", "same-secret", database.Clock, CancellationToken.None);
        await using CmrDbContext context = await database.Contexts.CreateDbContextAsync();
        List<PrincipalRow> rows = await context.Principals.ToListAsync();
        Assert.IsTrue(rows.TrueForAll(row => row.SecretIterations >= 210_000 && row.SecretHash?.Length == 32 && row.DigestSecret is null));
        CollectionAssert.AreNotEqual(rows[0].SecretHash, rows[1].SecretHash);
    }

    [TestMethod]
    public async Task A_session_lives_as_long_as_it_is_used()
    {
        await using Database database = await Database.CreateAsync();
        SessionStore sessions = database.Services.GetRequiredService<SessionStore>();
        await OperatorBootstrap.EnsureAsync(database.ConnectionString, "a", "right-secret", database.Clock, CancellationToken.None);
        string key = await OpenAsync(sessions, await LoginAsync(database, "right-secret"));
        for (int i = 0; i < 5; i++)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(28));
            Assert.AreEqual("a", (await sessions.UseAsync(key, CancellationToken.None))?.PrincipalId);
        }
        database.Clock.Advance(SystemSettings.Defaults.SessionIdle);
        Assert.IsNull(await sessions.UseAsync(key, CancellationToken.None));
        Assert.AreEqual(0L, await database.QueryAsync($"SELECT count(*) FROM sessions WHERE encode(key_hash, 'escape') LIKE '%{key}%'"), "the key itself is not stored");
    }

    [TestMethod]
    public async Task Who_was_verified_before_a_change_of_the_secret_opens_no_session_after_it()
    {
        await using Database database = await Database.CreateAsync();
        SessionStore sessions = database.Services.GetRequiredService<SessionStore>();
        await OperatorBootstrap.EnsureAsync(database.ConnectionString, "a", "first-secret", database.Clock, CancellationToken.None);
        Principal verified = await LoginAsync(database, "first-secret");
        string key = await OpenAsync(sessions, verified);
        await OperatorBootstrap.EnsureAsync(database.ConnectionString, "a", "second-secret", database.Clock, CancellationToken.None);
        Assert.IsNull(await sessions.UseAsync(key, CancellationToken.None), "a session ends with the secret that opened it");
        Assert.IsNull(await sessions.OpenAsync(verified, CancellationToken.None));
        Assert.AreEqual("a", (await sessions.UseAsync(await OpenAsync(sessions, await LoginAsync(database, "second-secret")), CancellationToken.None))?.PrincipalId);
    }

    [TestMethod]
    public void A_sealed_secret_opens_for_its_principal_and_key_only()
    {
        DigestVault vault = new(new byte[32]);
        byte[] box = vault.Seal("ann", "geheim");
        Assert.AreEqual("geheim", vault.Open("ann", box));
        Assert.IsNull(vault.Open("bob", box));
        Assert.IsNull(new DigestVault(Enumerable.Repeat((byte)1, 32).ToArray()).Open("ann", box));
        Assert.IsNull(vault.Open("ann", box[..10]));
        box[^1] ^= 1;
        Assert.IsNull(vault.Open("ann", box));
    }

    private static async Task<Principal> LoginAsync(Database database, string secret) => Assert.IsInstanceOfType<LoginOutcome.Granted>(
        await database.Services.GetRequiredService<PrincipalDirectory>().LoginAsync("a", secret, "192.0.2.1", CancellationToken.None)).Principal;

    private static async Task<string> OpenAsync(SessionStore sessions, Principal principal) =>
        (await sessions.OpenAsync(principal, CancellationToken.None) ?? throw new AssertFailedException("no session")).Key;
}
