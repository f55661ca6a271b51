using System.Diagnostics;
using System.Globalization;

namespace Cmr.Benchmarks;

/// <summary>Keeps the figures in <c>Results.md</c>: one section a run, with date, commit and machine.</summary>
internal static class ResultsFile
{
    public static async Task<string> AppendAsync(string benchmark, IReadOnlyList<string> rows, DateTimeOffset now)
    {
        string home = Environment.GetEnvironmentVariable("CMR_HOME") ?? Directory.GetCurrentDirectory();
        string path = Path.Combine(home, "Cmr.Benchmarks", "Results.md");
        string commit = await CommitAsync(home);
        string heading = string.Create(
            CultureInfo.InvariantCulture,
            $"\n## {benchmark}: {now:yyyy-MM-dd}, commit {commit}, {CpuModel()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}\n\n");
        await File.AppendAllTextAsync(path, heading + string.Join('\n', rows) + "\n");
        return path;
    }

    private static string CpuModel() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown CPU"
            : "unknown CPU";

    private static async Task<string> CommitAsync(string home)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = home };
        foreach (string argument in (string[])["describe", "--always", "--dirty"]) start.ArgumentList.Add(argument);
        try
        {
            using Process git = Process.Start(start)!; // a started process object is never null with UseShellExecute off
            string commit = await git.StandardOutput.ReadToEndAsync();
            await git.WaitForExitAsync();
            return git.ExitCode == 0 ? commit.Trim() : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
