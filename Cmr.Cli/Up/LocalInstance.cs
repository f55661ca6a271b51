using System.Collections.Concurrent;
using Cmr.Cli.Instance;
using Cmr.Cli.Postgres;
using Cmr.Cli.Processes;
using Cmr.Cli.Status;

namespace Cmr.Cli.Up;

/// <summary>
/// An instance that this process runs: its database server and its three processes. Owns the instance's lock for as long as it lives.
/// Start order is database, service, media, SIP; it stops the other way round, so that calls end before what they need goes away.
/// </summary>
internal sealed class LocalInstance : IAsyncDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(20);
    private readonly InstanceLock _lock;
    private readonly UpOptions _options;
    private readonly IProgressView _progress;
    private readonly TimeProvider _clock;
    private readonly HealthProbe _probe = new();
    private readonly ConcurrentDictionary<string, ChildProcess> _children = new();
    private readonly Lock _stateGate = new();
    private PrivateCluster? _cluster;

    private LocalInstance(InstanceLock instanceLock, UpOptions options, IProgressView progress, TimeProvider clock)
    {
        _lock = instanceLock;
        _options = options;
        _progress = progress;
        _clock = clock;
        State = new InstanceState(options.Ports, ProductVersion.Text, [ProcessIdentity.Of(ProcessNames.Supervisor, Environment.ProcessId)]);
    }

    public InstanceState State { get; private set; }

    private InstanceFolder Folder => _options.Folder;

    /// <summary>Starts everything and waits until every part says that it works.</summary>
    /// <returns><see langword="null"/> when another process already runs the instance of this folder.</returns>
    /// <exception cref="StartupException">Something is in the way.</exception>
    /// <exception cref="PrivateClusterException">PostgreSQL does not start.</exception>
    public static async Task<LocalInstance?> StartAsync(UpOptions options, IProgressView progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        options.Folder.Create();
        if (InstanceLock.TryTake(options.Folder) is not { } instanceLock) return null;
        var instance = new LocalInstance(instanceLock, options, progress, clock);
        try
        {
            await instance.BringUpAsync(cancellationToken);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <summary>Watches the processes and starts one that ended again, until the token is cancelled.</summary>
    public Task SuperviseAsync(CancellationToken cancellationToken) =>
        Task.WhenAll([KeepDatabaseAsync(cancellationToken), .. ProcessNames.InStartOrder.Select(name => KeepAliveAsync(name, cancellationToken))]);

    /// <summary>Drains and stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (string name in ProcessNames.InStartOrder.Reverse())
        {
            if (!_children.TryRemove(name, out ChildProcess? child)) continue;
            if (!await child.StopAsync(DrainTimeout, _options.Hurry)) _progress.Say($"{name} did not drain in time and was killed");
            child.Dispose();
        }

        if (_cluster is not null) await _cluster.StopAsync(CancellationToken.None);
        File.Delete(Folder.StateFile);
        _probe.Dispose();
        _lock.Dispose();
    }

    private async Task BringUpAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ended = await Leftovers.EndAsync(Folder, _clock, cancellationToken);
        if (ended.Count > 0) _progress.Say($"ended what a killed run had left: {string.Join(", ", ended)}");
        PortCheck.Ensure(_options.Ports);
        InstanceSecrets.EnsureKey(Folder);
        SipCertificate.Ensure(Folder.SipCertificate, _clock.GetUtcNow());
        InstanceCertificate.Ensure(Folder, _clock);
        OperatorCredentials operatorCredentials = InstanceSecrets.EnsureOperator(Folder);
        InstanceSecrets.EnsureSipUsers(Folder);
        State.Save(Folder);
        _cluster = await PrivateCluster.LocateAsync(Folder.Root, durable: true, cancellationToken);
        await _progress.StepAsync("PostgreSQL", () => _cluster.StartAsync(cancellationToken));
        await _progress.StepAsync("database", () => DatabaseSetup.RunAsync(_cluster, operatorCredentials, cancellationToken));
        ProcessConfiguration.Write(Folder, _options.Ports, _cluster.ConnectionString(DatabaseSetup.DatabaseName), _options.OutboundProxy);
        foreach (string name in ProcessNames.InStartOrder)
        {
            StartChild(name);
            await _progress.StepAsync(name, () => WaitUntilHealthyAsync(name, cancellationToken));
        }
    }

    private void StartChild(string name)
    {
        string program = RepositoryHome.ProgramOf(ProcessNames.ProjectOf(name));
        if (!File.Exists(program)) throw new StartupException($"{program} is missing. Build it with: dotnet build -c Release");
        ChildProcess child = ChildProcess.Start(name, program, ["--config", Folder.ConfigurationOf(name)], Folder.LogOf(name));
        _children[name] = child;
        lock (_stateGate)
        {
            State = State with { Processes = [.. State.Processes.Where(one => one.Name != name), child.Identity] };
            State.Save(Folder);
        }
    }

    private async Task WaitUntilHealthyAsync(string name, CancellationToken cancellationToken)
    {
        ChildProcess child = _children[name];
        long started = _clock.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100), _clock);
        PartHealth health;
        while (!(health = await _probe.AskAsync(State, name, cancellationToken)).Healthy)
        {
            if (child.HasExited)
                throw new StartupException($"the {name} process ended with code {child.ExitCode}. Its last lines ({child.LogFile}):\n{child.LastLines}");
            if (_clock.GetElapsedTime(started) > ReadyTimeout)
                throw new StartupException($"the {name} process is not ready after {ReadyTimeout.TotalSeconds:0} s: {health.Reason}\nIts last lines ({child.LogFile}):\n{child.LastLines}");
            await tick.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task KeepDatabaseAsync(CancellationToken cancellationToken)
    {
        PrivateCluster cluster = _cluster!; // started before anything is supervised
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1), _clock);
        try
        {
            while (await tick.WaitForNextTickAsync(cancellationToken))
            {
                if (cluster.FindServer() is not null) continue;
                _progress.Say($"PostgreSQL ended; starting it again. Its log: {cluster.LogFile}");
                await cluster.StartAsync(cancellationToken);
            }
        }
        catch (PrivateClusterException refused)
        {
            _progress.Say("PostgreSQL stays down: " + refused.Message);
        }
        catch (OperationCanceledException)
        {
            // the instance stops
        }
    }

    private async Task KeepAliveAsync(string name, CancellationToken cancellationToken)
    {
        var backOff = new RestartBackOff();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                ChildProcess child = _children[name];
                long started = _clock.GetTimestamp();
                await child.WaitForExitAsync(cancellationToken);
                TimeSpan wait = backOff.Next(ranFor: _clock.GetElapsedTime(started));
                _progress.Say($"{name} ended with code {child.ExitCode}; starting it again in {wait.TotalSeconds:0} s. Its last line: {child.LastLines.Split('\n')[^1]}");
                child.Dispose();
                await Task.Delay(wait, _clock, cancellationToken);
                StartChild(name);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
