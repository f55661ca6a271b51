using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Cmr.Media.Ingest;

/// <summary>Runs a program without a shell, without input, with a bare environment, a time limit, and a limit to what it may say.</summary>
internal static class ChildProcess
{
    private const int MaximumOutput = 64 * 1024;

    /// <summary>Runs it to the end, or kills it.</summary>
    /// <param name="program">Name on the path, or path.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="timeout">It is killed after this.</param>
    /// <param name="clock">Measures the timeout.</param>
    /// <param name="cancellationToken">Kills it as well.</param>
    /// <exception cref="OperationCanceledException">It was killed by <paramref name="cancellationToken"/>.</exception>
    public static async Task<ChildResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Describe(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return new ChildResult(ChildOutcome.NotFound, string.Empty, string.Empty);
        }

        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            Task<string> output = ReadAsync(process.StandardOutput, either.Token);
            Task<string> errors = ReadAsync(process.StandardError, either.Token);
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(either.Token);
            return new ChildResult(process.ExitCode == 0 ? ChildOutcome.Succeeded : ChildOutcome.Failed, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            await KillAsync(process);
            cancellationToken.ThrowIfCancellationRequested();
            return new ChildResult(ChildOutcome.TimedOut, string.Empty, string.Empty);
        }
    }

    private static ProcessStartInfo Describe(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string? path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        return start;
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    // Reads on after the limit, so that the program does not block on a full pipe
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        char[] buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            text.Append(buffer, 0, Math.Min(read, MaximumOutput - text.Length));
        }

        return text.ToString();
    }
}
