using System.Diagnostics;
using System.Globalization;
using Cmr.Cli.Instance;
using Cmr.Tests.Support;

namespace Cmr.Tests.EndToEnd;

/// <summary>A whole instance, started as a user starts it: the command <c>up</c> in a process of its own, with its database and three processes.</summary>
internal sealed class RunningInstance : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private readonly Process _up;
    private readonly InstanceFolder _folder;
    private readonly List<string> _output;

    private RunningInstance(Process up, InstanceFolder folder, List<string> output)
    {
        _up = up;
        _folder = folder;
        _output = output;
    }

    public InstanceFolder Folder => _folder;

    public PortPlan Ports => State.Ports;

    public InstanceState State => InstanceState.Load(_folder) ?? throw new InvalidOperationException("the instance has stopped");

    public OperatorCredentials Operator => OperatorCredentials.Load(_folder)!; // written before `ready`

    public Process UpProcess => _up;

    /// <summary>Starts <c>up --data … --port-base …</c> and waits for the line <c>ready</c>.</summary>
    /// <param name="folder">Data folder; kept, so that an instance can be started on it again.</param>
    /// <param name="portBase">First port.</param>
    /// <param name="settings">Environment of the processes, for instance <c>CMR_Sip__NoAnswerTimeout</c>.</param>
    public static async Task<RunningInstance> StartAsync(string folder, int portBase, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[RepositoryHome.ProgramOf("Cmr.Cli"), "up", "--data", folder, "--port-base", portBase.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        start.Environment["CMR_HOME"] = Repository.Root;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new List<string>();
        var up = new Process { StartInfo = start, EnableRaisingEvents = true };
        up.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("up ended before it was ready"));
        up.OutputDataReceived += (_, line) => Take(line.Data);
        up.ErrorDataReceived += (_, line) => Take(line.Data);
        up.Start();
        up.BeginOutputReadLine();
        up.BeginErrorReadLine();
        try
        {
            await ready.Task.WaitAsync(StartLimit);
        }
        catch (Exception failed)
        {
            if (!up.HasExited) up.Kill();
            await up.WaitForExitAsync();
            throw new InvalidOperationException(string.Join('\n', output), failed);
        }

        return new RunningInstance(up, new InstanceFolder(folder), output);

        void Take(string? line)
        {
            if (line is null) return;
            lock (output) output.Add(line);
            if (line == "ready") ready.TrySetResult();
        }
    }

    /// <summary>What <c>up</c> has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>The end of a process's log, for a failing test.</summary>
    public string LogOf(string process) => File.Exists(_folder.LogOf(process)) ? string.Join('\n', File.ReadLines(_folder.LogOf(process)).TakeLast(30)) : "";

    /// <summary>Asks it to drain, as Ctrl-C does, and waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        if (!_up.HasExited) Cmr.Cli.Processes.Signals.Terminate(_up.Id);
        await _up.WaitForExitAsync().WaitAsync(StopLimit);
        return _up.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _up.Dispose();
    }
}
