using Cmr.Cli.Postgres;

namespace Cmr.Tests.Support;

/// <summary>The one PostgreSQL server of a test run: started by the first test that needs it, removed at the end of the run.</summary>
[TestClass]
public sealed class TestCluster
{
    private static readonly Lazy<Task<PrivateCluster>> Shared = new(StartAsync, LazyThreadSafetyMode.ExecutionAndPublication);

    private static string Folder(int processId) => Path.Combine(Path.GetTempPath(), $"cmr-tests-{processId}");

    internal static Task<PrivateCluster> GetAsync() => Shared.Value;

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (!Shared.IsValueCreated) return;
        await (await Shared.Value).StopAsync(CancellationToken.None);
        Directory.Delete(Folder(Environment.ProcessId), recursive: true);
    }

    private static async Task<PrivateCluster> StartAsync()
    {
        await RemoveLeftoversAsync();
        string folder = Folder(Environment.ProcessId);
        // world-enterable, because the server may have to run as another user than root
        Directory.CreateDirectory(folder).UnixFileMode |= UnixFileMode.OtherExecute | UnixFileMode.GroupExecute;
        PrivateCluster cluster = await PrivateCluster.LocateAsync(folder, durable: false, CancellationToken.None);
        await cluster.StartAsync(CancellationToken.None);
        return cluster;
    }

    private static async Task RemoveLeftoversAsync()
    {
        foreach (string folder in Directory.EnumerateDirectories(Path.GetTempPath(), "cmr-tests-*"))
        {
            bool ownerLives = int.TryParse(Path.GetFileName(folder).AsSpan("cmr-tests-".Length), out int processId) && Directory.Exists($"/proc/{processId}");
            if (ownerLives) continue;
            PrivateCluster abandoned = await PrivateCluster.LocateAsync(folder, durable: false, CancellationToken.None);
            await abandoned.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }
}
