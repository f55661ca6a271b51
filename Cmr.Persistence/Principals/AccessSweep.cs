using Cmr.Persistence.Settings;
using Npgsql;

namespace Cmr.Persistence.Principals;

/// <summary>Removes what has had its time: ended sessions, kept answers, used nonces, counted failures, forgotten addresses, old audit records.</summary>
/// <param name="database">The database.</param>
/// <param name="settings">How long audit records are kept.</param>
/// <param name="options">How long failures and addresses count.</param>
/// <param name="clock">The one clock.</param>
public sealed class AccessSweep(NpgsqlDataSource database, ISystemSettings settings, Microsoft.Extensions.Options.IOptions<LoginOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan AnswerLife = TimeSpan.FromHours(24);

    /// <summary>Does it once; several nodes may do it at the same time.</summary>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    /// <returns>Sessions and kept answers removed.</returns>
    public async Task<(int Sessions, int Answers)> SweepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        LoginOptions login = options.Value;
        TimeSpan audit = (await settings.ReadAsync(cancellationToken)).AuditRetention;
        int sessions = await RemoveAsync("sessions", "expires_at", now, cancellationToken);
        int answers = await RemoveAsync("transactions", "created_at", now - AnswerLife, cancellationToken);
        await RemoveAsync("used_nonces", "expires_at", now, cancellationToken);
        await RemoveAsync("login_failures", "since", now - (login.StrangerWindow > login.Window ? login.StrangerWindow : login.Window), cancellationToken);
        await RemoveAsync("known_peers", "seen_at", now - login.KnownPeerLife, cancellationToken);
        await RemoveAsync("audit_log", "occurred_at", now - audit, cancellationToken);
        return (sessions, answers);
    }

    private Task<int> RemoveAsync(string table, string column, DateTimeOffset before, CancellationToken cancellationToken) =>
        AgedRows.RemoveAsync(database, table, "ctid", column, before, cancellationToken);
}
