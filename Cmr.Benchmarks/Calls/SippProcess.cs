using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Cmr.Benchmarks.Processes;

namespace Cmr.Benchmarks.Calls;

/// <summary>SIPp as both parties of calls, bounded in count and time, on the cores of the load.</summary>
internal static partial class SippProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A file that the benchmark brings along.</summary>
    public static string Scenario(string name) => Path.Combine(AppContext.BaseDirectory, "Calls", "Scenarios", name);

    /// <summary>Runs calls to their end.</summary>
    /// <param name="port">Where the caller sends them.</param>
    /// <param name="calledPort">Where the called party is.</param>
    /// <param name="rate">Calls per second.</param>
    /// <param name="calls">Calls in all.</param>
    /// <returns>Calls that failed.</returns>
    public static async Task<int> RunAsync(int port, int calledPort, int rate, int calls)
    {
        using Process called = Start("-sf", Scenario("called.xml"), "-i", "127.0.0.1", "-p", Text(calledPort), "-m", Text(calls));
        Task<string> drain = called.StandardOutput.ReadToEndAsync();
        using Process caller = Start(
            $"127.0.0.1:{port}", "-sf", Scenario("caller.xml"), "-i", "127.0.0.1", "-p", Text(LoopbackPort.Free()), "-r", Text(rate), "-m", Text(calls), "-l", "20000", "-d", "100");
        string screen = await caller.StandardOutput.ReadToEndAsync();
        await caller.WaitForExitAsync();
        await MeasuredProcess.EndAsync(called, Patience);
        await drain;
        Match failed = FailedCalls().Matches(screen).LastOrDefault() ?? Match.Empty;
        return failed.Success ? int.Parse(failed.Groups[1].Value, CultureInfo.InvariantCulture) : caller.ExitCode == 0 ? 0 : calls;
    }

    /// <summary>Runs calls that may be refused, to their end.</summary>
    /// <returns>The statistics of the caller by the names that SIPp gives them.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> RunRefusableAsync(int port, int calledPort, int rate, int calls)
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using Process called = Start("-sf", Scenario("called.xml"), "-i", "127.0.0.1", "-p", Text(calledPort), "-m", Text(calls));
        Task<string> drain = called.StandardOutput.ReadToEndAsync();
        using Process caller = Start(
            $"127.0.0.1:{port}", "-sf", Scenario("refusable.xml"), "-i", "127.0.0.1", "-p", Text(LoopbackPort.Free()), "-r", Text(rate), "-m", Text(calls), "-l", "50000", "-d", "100",
            "-trace_stat", "-stf", file);
        await caller.StandardOutput.ReadToEndAsync();
        await caller.WaitForExitAsync();
        await MeasuredProcess.EndAsync(called, Patience);
        await drain;
        string[] lines = await File.ReadAllLinesAsync(file);
        File.Delete(file);
        return lines[0].Split(';').Zip(lines[^1].Split(';')).Where(pair => pair.First.Length > 0).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static Process Start(params string[] arguments)
    {
        // The screen is written once at the end; a burst of calls at once would hide how steady the peer is
        Process process = MeasuredProcess.StartPeer(["sipp", .. arguments, "-nostdin", "-timeout", Text((int)Limit.TotalSeconds), "-fd", Text((int)Limit.TotalSeconds), "-buff_size", "4194304"]);
        return process;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Failed call\s*\|\s*\d+\s*\|\s*(\d+)")]
    private static partial Regex FailedCalls();
}
