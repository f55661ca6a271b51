using System.Globalization;
using Cmr.Cli.Instance;
using Cmr.Cli.Processes;

namespace Cmr.Cli.Postgres;

/// <summary>
/// A PostgreSQL cluster of our own: created in a data folder on first use, reached over a unix socket in a folder that only its
/// account can enter, no TCP port. It outlives the process that started it, so a killed supervisor loses nothing.
/// </summary>
internal sealed class PrivateCluster
{
    private const string SuperUser = "cmr";
    private readonly PostgresBinaries _binaries;
    private readonly ClusterAccount _account;
    private readonly ClusterFolders _folders;
    private readonly bool _durable;

    private PrivateCluster(PostgresBinaries binaries, ClusterAccount account, ClusterFolders folders, bool durable)
    {
        _binaries = binaries;
        _account = account;
        _folders = folders;
        _durable = durable;
    }

    public string LogFile => _folders.Log;

    public string Root => _folders.Root;

    /// <summary>Finds the programs and folders of the cluster that belongs to <paramref name="dataFolder"/>; starts nothing.</summary>
    /// <param name="dataFolder">Absolute path of an existing folder.</param>
    /// <param name="durable">False only for tests: commits are then not synced to disk.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PrivateClusterException">PostgreSQL is not installed.</exception>
    public static async Task<PrivateCluster> LocateAsync(string dataFolder, bool durable, CancellationToken cancellationToken)
    {
        PostgresBinaries binaries = PostgresBinaries.Find()
            ?? throw new PrivateClusterException("PostgreSQL 15 or later is not installed. Install it with: apt-get install postgresql");
        ClusterAccount account = ClusterAccount.Current();
        return new PrivateCluster(binaries, account, await ClusterFolders.ForAsync(dataFolder, account, cancellationToken), durable);
    }

    /// <summary>Npgsql connection string for a database of this cluster.</summary>
    public string ConnectionString(string database, int maxPoolSize = 20) =>
        $"Host={_folders.Socket};Username={SuperUser};Database={database};Maximum Pool Size={maxPoolSize};Timeout=5";

    /// <summary>Creates the cluster if it does not exist and starts it if it does not run. Idempotent.</summary>
    /// <exception cref="PrivateClusterException">It cannot; the message has the reason that PostgreSQL gave.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _account.CreatePrivateFolderAsync(_folders.Root, cancellationToken);
        await _account.CreatePrivateFolderAsync(_folders.Socket, cancellationToken);
        if (!File.Exists(Path.Combine(_folders.Data, "PG_VERSION"))) await CreateAsync(cancellationToken);
        if (await IsRunningAsync(cancellationToken)) return;
        CommandResult started = await PgCtlAsync(["start", "-w", "-t", "60", "-l", _folders.Log, "-o", ServerOptions()], cancellationToken);
        if (!started.Succeeded)
            throw new PrivateClusterException($"PostgreSQL does not start: {started.Output}\n{TailOfLog()}\nIts log is {_folders.Log}.");
    }

    /// <summary>Whether the server process of this cluster is alive.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) =>
        (await PgCtlAsync(["status"], cancellationToken)).Succeeded;

    /// <summary>The server process, to watch it; <see langword="null"/> when none runs.</summary>
    public ProcessIdentity? FindServer()
    {
        string file = Path.Combine(_folders.Data, "postmaster.pid");
        return File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && ProcessIdentity.Of("database", id) is { } server && server.IsAlive()
            ? server
            : null;
    }

    /// <summary>Stops the server; open transactions are rolled back. No effect when it does not run.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (await IsRunningAsync(cancellationToken))
            await PgCtlAsync(["stop", "-m", "fast", "-w", "-t", "30"], cancellationToken);
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        // initdb refuses a folder with files in it: what a killed first run left is no cluster yet and holds nothing
        if (Directory.Exists(_folders.Data)) Directory.Delete(_folders.Data, recursive: true);
        CommandResult created = await _account.RunAsync(
            _binaries.InitDb,
            // trust is safe here: the socket folder is closed to everybody but the account itself and root
            ["-D", _folders.Data, "-U", SuperUser, "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale=C.UTF-8"],
            cancellationToken);
        if (!created.Succeeded) throw new PrivateClusterException($"PostgreSQL cannot create its data folder {_folders.Data}: {created.Output}");
    }

    private string ServerOptions()
    {
        string options = $"-c listen_addresses= -c unix_socket_directories={_folders.Socket} -c unix_socket_permissions=0700 -c max_connections=200" +
            // neither values of keys nor statements in the log: they hold telephone numbers
            " -c log_error_verbosity=terse -c log_min_error_statement=panic";
        return _durable ? options : options + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
    }

    private Task<CommandResult> PgCtlAsync(string[] arguments, CancellationToken cancellationToken) =>
        _account.RunAsync(_binaries.PgCtl, [.. arguments, "-D", _folders.Data], cancellationToken);

    private string TailOfLog() => File.Exists(_folders.Log) ? string.Join('\n', File.ReadLines(_folders.Log).TakeLast(5)) : "";
}
