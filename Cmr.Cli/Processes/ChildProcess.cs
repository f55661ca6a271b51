using System.Diagnostics;
using Cmr.Cli.Instance;

namespace Cmr.Cli.Processes;

/// <summary>One of the long-lived processes: started in a session of its own, so that Ctrl-C reaches only the supervisor, which stops them in order.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly RollingLog _log;

    private ChildProcess(string name, Process process, RollingLog log)
    {
        Name = name;
        _process = process;
        _log = log;
        Identity = ProcessIdentity.Of(name, process.Id);
    }

    public string Name { get; }

    public ProcessIdentity Identity { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string LastLines => _log.Tail(12);

    public string LogFile => _log.Path;

    /// <summary>Starts <paramref name="program"/> (a .dll) with the arguments; what it prints goes to the log file.</summary>
    public static ChildProcess Start(string name, string program, IEnumerable<string> arguments, string logFile)
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet");
        start.ArgumentList.Add(program);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.WorkingDirectory = Path.GetDirectoryName(program)!; // a program file is never a root folder
        var log = new RollingLog(logFile);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(log, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(log, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ChildProcess(name, process, log);
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks the process to drain and end; kills it when it has not ended in time.</summary>
    /// <param name="patience">How long it may drain.</param>
    /// <param name="hurry">Cancelled when nobody wants to wait any longer.</param>
    /// <returns>False when it had to be killed.</returns>
    public async Task<bool> StopAsync(TimeSpan patience, CancellationToken hurry)
    {
        if (_process.HasExited) return true;
        Signals.Terminate(_process.Id);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        deadline.CancelAfter(patience);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            return false;
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        _log.Dispose();
    }

    private static void Keep(RollingLog log, string? line)
    {
        if (line is not null) log.WriteLine(line);
    }
}
