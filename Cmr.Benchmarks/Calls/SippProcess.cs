using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Cmr.Benchmarks.Calls;

/// <summary>SIPp with its built-in scenarios, bounded in count and time.</summary>
internal static partial class SippProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Starts the called party: 180, 200, and 200 to BYE.</summary>
    public static Process Called(int port, int calls) =>
        Start("-sn", "uas", "-i", "127.0.0.1", "-p", Text(port), "-m", Text(calls), "-nostdin", "-timeout", Text((int)Limit.TotalSeconds));

    /// <summary>Runs the caller to its end.</summary>
    /// <returns>Calls that failed.</returns>
    public static async Task<int> RunCallerAsync(int nodePort, int rate, int calls)
    {
        using Process caller = Start(
            $"127.0.0.1:{nodePort}", "-sn", "uac", "-i", "127.0.0.1", "-s", "+8613900000002", "-r", Text(rate), "-m", Text(calls), "-l", "5000", "-d", "100",
            "-nostdin", "-timeout", Text((int)Limit.TotalSeconds));
        string screen = await caller.StandardOutput.ReadToEndAsync();
        await caller.WaitForExitAsync();
        Match failed = FailedCalls().Matches(screen).LastOrDefault() ?? Match.Empty;
        return failed.Success ? int.Parse(failed.Groups[1].Value, CultureInfo.InvariantCulture) : caller.ExitCode == 0 ? 0 : calls;
    }

    public static async Task EndAsync(Process process)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("sipp") { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        Process process = Process.Start(start) ?? throw new InvalidOperationException("sipp cannot be started; install the package sip-tester");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Failed call\s*\|\s*\d+\s*\|\s*(\d+)")]
    private static partial Regex FailedCalls();
}
