using System.ComponentModel;
using System.Diagnostics;
using Cmr.Tests.EndToEnd;
using Cmr.Tests.Support;

namespace Cmr.Tests.Interop;

/// <summary>Runs a program that talks to the instance with somebody else's SOAP stack, and the tools that build it.</summary>
internal static class ForeignClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>What is to be checked with every stack.</summary>
    private static readonly string[] Everywhere =
        [.. from name in (string[])["cmr1", "cmr2", "cmr4", "cmr5", "cmr6", "cmr7"] select $"call {name}", "fault", "username token", "session key", "names, decimals and dates", "lists of none, one and a thousand", "refusal"];

    public static string FolderOf(string client) => Repository.PathOf("Cmr.Tests", "TestData", "interop", client);

    /// <summary>Runs a program to its end; a failure shows what it printed.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string folder, string file, params string[] arguments)
    {
        (int exitCode, string output) = await StartAsync(new ProcessStartInfo(file, arguments) { WorkingDirectory = folder });
        Assert.AreEqual(0, exitCode, $"{file} {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    /// <summary>Runs a client against the instance: every check it makes must be passed, and none of those of every client may be missing.</summary>
    public static async Task CheckAsync(RunningInstance instance, string folder, string[] command, params string[] more)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder };
        start.Environment["CMR_URL"] = instance.State.SoapUrl;
        start.Environment["CMR_PRINCIPAL"] = instance.Operator.PrincipalId;
        // not on the command line, which every process can read
        start.Environment["CMR_SECRET"] = instance.Operator.Secret;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        (int exitCode, string output) = await StartAsync(start);
        string[] passed = [.. output.Split('\n').Where(line => line.StartsWith("ok ", StringComparison.Ordinal)).Select(line => line[3..].TrimEnd())];
        string[] missing = [.. Everywhere.Concat(more).Except(passed)];
        Assert.IsTrue(exitCode == 0 && missing.Length == 0, $"not passed: {string.Join("; ", missing)}\n{output}\n{instance.LogOf("service")}");
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output + await errors);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!; // never null without the shell
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{start.FileName} is not installed; ./cmr test installs what the tests need, or names it: {missing.Message}", missing);
        }
    }
}
