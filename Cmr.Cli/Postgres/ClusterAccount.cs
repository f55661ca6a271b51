using Cmr.Cli.Processes;

namespace Cmr.Cli.Postgres;

/// <summary>
/// The operating system account that the cluster runs as: the current one, or, because PostgreSQL refuses to run
/// as root, <c>postgres</c> when the current one is root.
/// </summary>
internal sealed record ClusterAccount(string? SwitchTo)
{
    public static ClusterAccount Current() => new(Environment.UserName == "root" || Environment.IsPrivilegedProcess ? "postgres" : null);

    /// <summary>Runs a server program as this account.</summary>
    public Task<CommandResult> RunAsync(string file, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        SwitchTo is null
            ? CommandLineTool.RunAsync(file, arguments, cancellationToken)
            : CommandLineTool.RunAsync("setpriv", [$"--reuid={SwitchTo}", $"--regid={SwitchTo}", "--clear-groups", "--", file, .. arguments], cancellationToken);

    /// <summary>Makes a folder that belongs to this account and that nobody else but root can enter.</summary>
    public async Task CreatePrivateFolderAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (SwitchTo is null) return;
        CommandResult owned = await CommandLineTool.RunAsync("chown", [$"{SwitchTo}:{SwitchTo}", folder], cancellationToken);
        if (!owned.Succeeded) throw new PrivateClusterException($"{folder} cannot be given to the user {SwitchTo}: {owned.Output}");
    }

    /// <summary>Whether this account can reach the folder: root's own home is closed to others.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellationToken) =>
        SwitchTo is null || (await RunAsync("/usr/bin/test", ["-x", folder], cancellationToken)).Succeeded;
}
