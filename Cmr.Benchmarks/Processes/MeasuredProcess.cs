using System.Diagnostics;
using System.Globalization;
using Cmr.Benchmarks.Management;

namespace Cmr.Benchmarks.Processes;

/// <summary>A process under test, alone on the last core of the machine; whatever puts it under load runs on the others.</summary>
internal sealed class MeasuredProcess : IAsyncDisposable
{
    private readonly Process _process;

    private MeasuredProcess(Process process) => _process = process;

    /// <summary>Processor time so far, of children too.</summary>
    public double CpuSeconds => ProcessTree.CpuSeconds(_process.Id);

    /// <summary>Starts a program on the last core. Its settings of the runtime are ours.</summary>
    public static MeasuredProcess Start(params ReadOnlySpan<string> command) => new(Pinned(OwnCore, command));

    /// <summary>Starts this program again in a role, and waits until it says that it is ready.</summary>
    public static async Task<MeasuredProcess> StartSelfAsync(params string[] role)
    {
        MeasuredProcess started = Start([.. Self, .. role]);
        if (await started._process.StandardOutput.ReadLineAsync() is null) throw new InvalidOperationException($"{role[0]} did not start");
        return started;
    }

    /// <summary>Starts this program again in a role on the cores of the load.</summary>
    public static Process StartLoad(params string[] role) => Pinned(LoadCores, [.. Self, .. role]);

    /// <summary>Starts another program on the cores of the load.</summary>
    public static Process StartPeer(params ReadOnlySpan<string> command) => Pinned(LoadCores, command);

    /// <summary>Sends a line to the process and reads one back.</summary>
    public async Task<string> AskAsync(string question)
    {
        await _process.StandardInput.WriteLineAsync(question);
        return await _process.StandardOutput.ReadLineAsync() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await EndAsync(_process, TimeSpan.FromSeconds(5));
        _process.Dispose();
    }

    /// <summary>Waits for the end of a process, and ends it when it takes too long.</summary>
    public static async Task EndAsync(Process process, TimeSpan patience)
    {
        using CancellationTokenSource late = new(patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static string OwnCore => (Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture);

    private static string LoadCores => Environment.ProcessorCount > 2 ? $"0-{Environment.ProcessorCount - 2}" : "0";

    private static string[] Self
    {
        get
        {
            string program = Environment.ProcessPath ?? throw new InvalidOperationException("the program does not know its own path");
            return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, typeof(MeasuredProcess).Assembly.Location] : [program];
        }
    }

    private static Process Pinned(string cores, ReadOnlySpan<string> command)
    {
        ProcessStartInfo start = new("taskset", ["--cpu-list", cores, .. command])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} cannot be started");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
