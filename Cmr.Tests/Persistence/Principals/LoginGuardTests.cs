using Cmr.Persistence.Model;
using Cmr.Persistence.Principals;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Persistence.Principals;

[TestClass]
public sealed class LoginGuardTests
{
    private const string Office = "192.0.2.1", Stranger = "203.0.113.9";

    [TestMethod]
    public async Task Failures_from_one_address_refuse_that_address_for_that_principal_and_nobody_else()
    {
        await using Database database = await StartAsync(("Login:FailuresOfPrincipalFromPeer", "3"));
        await FailAsync(database, "a", Stranger, 3);
        Assert.IsInstanceOfType<LoginOutcome.Locked>(await LoginAsync(database, "a", "right-secret", Stranger));
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Office), "the principal itself is not locked");
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "b", "right-secret", Stranger), "nor is another principal");
    }

    [TestMethod]
    public async Task A_lock_ends_with_its_window_and_failures_long_apart_do_not_add_up()
    {
        await using Database database = await StartAsync(("Login:FailuresOfPrincipalFromPeer", "3"));
        TimeSpan window = new LoginOptions().Window;
        await FailAsync(database, "a", Office, 2);
        database.Clock.Advance(window);
        await FailAsync(database, "a", Office, 1);
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Office), "a new window has begun");
        await FailAsync(database, "a", Office, 2);
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Office), "a success forgets the failures");
        await FailAsync(database, "a", Office, 3);
        LoginOutcome.Locked locked = Assert.IsInstanceOfType<LoginOutcome.Locked>(await LoginAsync(database, "a", "right-secret", Office));
        Assert.AreEqual(database.Clock.GetUtcNow() + window, locked.Until);
        database.Clock.Advance(window);
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Office));
    }

    [TestMethod]
    public async Task Failures_of_many_names_from_one_address_refuse_it_but_not_for_a_principal_known_there()
    {
        await using Database database = await StartAsync(("Login:FailuresFromPeer", "4"));
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Office));
        foreach (string name in new[] { "x1", "x2", "x3", "x4" })
            Assert.IsInstanceOfType<LoginOutcome.WrongSecret>(await LoginAsync(database, name, "guess", Office));
        Assert.IsInstanceOfType<LoginOutcome.Locked>(await LoginAsync(database, "b", "right-secret", Office), "b never was here");
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Office), "a was");
    }

    [TestMethod]
    public async Task Guesses_from_many_addresses_refuse_strangers_only()
    {
        await using Database database = await StartAsync(("Login:FailuresFromStrangers", "5"));
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Office));
        for (int i = 0; i < 5; i++)
            await FailAsync(database, "a", $"203.0.113.{i}", 1);
        Assert.IsInstanceOfType<LoginOutcome.Locked>(await LoginAsync(database, "a", "right-secret", Stranger));
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Office), "the operator at its desk notices nothing");
        await FailAsync(database, "a", Office, 3);
        database.Clock.Advance(new LoginOptions().StrangerWindow);
        Assert.IsInstanceOfType<LoginOutcome.Granted>(await LoginAsync(database, "a", "right-secret", Stranger));
    }

    [TestMethod]
    public async Task A_name_that_nobody_has_is_refused_like_one_that_somebody_has()
    {
        await using Database database = await StartAsync(("Login:FailuresOfPrincipalFromPeer", "3"));
        foreach (string name in new[] { "a", "nobody", "", new string('n', 500), new string('n', 127) + "x1" })
        {
            await FailAsync(database, name, Office, 3);
            Assert.IsInstanceOfType<LoginOutcome.Locked>(await LoginAsync(database, name, "guess", Office), name);
        }
    }

    [TestMethod]
    public async Task Guesses_at_once_are_counted_like_guesses_one_by_one()
    {
        await using Database database = await StartAsync(("Login:AttemptsOfPeerAtOnce", "100"));
        int allowed = new LoginOptions().FailuresOfPrincipalFromPeer;
        LoginOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 3 * allowed).Select(_ => LoginAsync(database, "a", "wrong", Office)));
        // attempts that are being checked side by side, one for each slot, may still see the state before the lock
        Assert.IsLessThanOrEqualTo(allowed + Environment.ProcessorCount, outcomes.Count(outcome => outcome is LoginOutcome.WrongSecret));
        Assert.IsInstanceOfType<LoginOutcome.Locked>(await LoginAsync(database, "a", "right-secret", Office));
    }

    [TestMethod]
    public async Task Failures_counted_by_one_node_are_known_to_the_other()
    {
        await using Database database = await StartAsync(("Login:FailuresOfPrincipalFromPeer", "3"));
        await FailAsync(database, "a", Office, 3);
        PrincipalDirectory other = ActivatorUtilities.CreateInstance<PrincipalDirectory>(database.Services);
        Assert.IsInstanceOfType<LoginOutcome.Locked>(await other.LoginAsync("a", "right-secret", Office, CancellationToken.None));
    }

    [TestMethod]
    public async Task What_is_counted_and_known_goes_when_its_time_is_over()
    {
        await using Database database = await StartAsync();
        await LoginAsync(database, "a", "right-secret", Office);
        await FailAsync(database, "a", Stranger, 2);
        AccessSweep sweep = database.Services.GetRequiredService<AccessSweep>();
        await sweep.SweepAsync(CancellationToken.None);
        Assert.AreEqual(3L, await database.QueryAsync("SELECT count(*) FROM login_failures"));
        database.Clock.Advance(new LoginOptions().StrangerWindow);
        await sweep.SweepAsync(CancellationToken.None);
        Assert.AreEqual(0L, await database.QueryAsync("SELECT count(*) FROM login_failures"));
        Assert.AreEqual(1L, await database.QueryAsync("SELECT count(*) FROM known_peers"));
        database.Clock.Advance(new LoginOptions().KnownPeerLife);
        await sweep.SweepAsync(CancellationToken.None);
        Assert.AreEqual(0L, await database.QueryAsync("SELECT count(*) FROM known_peers"));
    }

    private static async Task<Database> StartAsync(params (string Key, string Value)[] settings)
    {
        Database database = await Database.CreateAsync(settings);
        foreach (string principal in new[] { "a", "b" })
            await OperatorBootstrap.EnsureAsync(database.ConnectionString, new Principal(principal, PrincipalKind.ServiceProvider), "right-secret", database.Clock, CancellationToken.None);
        return database;
    }

    private static Task<LoginOutcome> LoginAsync(Database database, string principal, string secret, string peer) =>
        database.Services.GetRequiredService<PrincipalDirectory>().LoginAsync(principal, secret, peer, CancellationToken.None);

    private static async Task FailAsync(Database database, string principal, string peer, int times)
    {
        for (int i = 0; i < times; i++)
            Assert.IsInstanceOfType<LoginOutcome.WrongSecret>(await LoginAsync(database, principal, "wrong", peer));
    }
}
