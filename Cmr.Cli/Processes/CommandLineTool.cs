using System.Diagnostics;
using System.Text;

namespace Cmr.Cli.Processes;

/// <summary>Runs a short-lived command without a shell and collects what it prints.</summary>
internal static class CommandLineTool
{
    private const int MaxOutputCharacters = 64 * 1024;

    /// <summary>Runs <paramref name="file"/> to its end. The command is killed when the token is cancelled.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The file cannot be started.</exception>
    public static async Task<CommandResult> RunAsync(string file, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (output) return new CommandResult(process.ExitCode, output.ToString().TrimEnd());
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is null) return;
        lock (output)
        {
            if (output.Length < MaxOutputCharacters) output.AppendLine(line);
        }
    }
}
