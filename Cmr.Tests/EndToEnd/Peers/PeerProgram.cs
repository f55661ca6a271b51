using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Cmr.Cli.Processes;

namespace Cmr.Tests.EndToEnd.Peers;

/// <summary>A SIP program of others that runs beside the tests, with a folder of its own. A program that is not installed fails the test that needs it.</summary>
internal sealed class PeerProgram : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private PeerProgram(Process process, string folder)
    {
        _process = process;
        Folder = folder;
    }

    public string Folder { get; }

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="folder">Its files; deleted in the end.</param>
    /// <param name="arguments">Arguments.</param>
    public static PeerProgram Start(string file, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(file) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        PeerProgram program = new(new Process { StartInfo = start }, folder);
        program._process.OutputDataReceived += (_, line) => program.Take(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Take(line.Data);
        try
        {
            program._process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{file} is not installed; ./cmr test installs what the tests need, or names it: {missing.Message}", missing);
        }

        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Signals.Terminate(_process.Id);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopLimit);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
    }
}
