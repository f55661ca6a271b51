using Cmr.Cli.Instance;
using Cmr.Cli.Processes;

namespace Cmr.Cli.Up;

/// <summary>Ends what a killed <c>up</c> left running.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>The names of the processes that were still there.</returns>
    public static async Task<IReadOnlyList<string>> EndAsync(InstanceFolder folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (InstanceState.Load(folder) is not { } state) return [];
        ProcessIdentity[] alive = [.. state.Processes.Where(one => one.Name != ProcessNames.Supervisor && one.IsAlive())];
        foreach (ProcessIdentity one in alive) Signals.Terminate(one.Id);
        long asked = clock.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50), clock);
        while (alive.Any(one => one.IsAlive()) && await tick.WaitForNextTickAsync(cancellationToken))
        {
            if (clock.GetElapsedTime(asked) < Patience) continue;
            foreach (ProcessIdentity one in alive.Where(one => one.IsAlive())) Signals.KillNow(one.Id);
        }

        File.Delete(folder.StateFile);
        return [.. alive.Select(one => one.Name)];
    }
}
