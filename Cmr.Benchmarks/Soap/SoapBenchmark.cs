using System.Diagnostics;
using System.Globalization;

namespace Cmr.Benchmarks.Soap;

/// <summary>
/// SubscribeCmrResource through the whole SOAP layer with an operation in memory, against a bare Kestrel endpoint and a handler written by
/// hand. All are served by one process of its own on one core, over loopback with keep-alive, in alternating rounds.
/// </summary>
internal static class SoapBenchmark
{
    /// <summary>The argument with which this program starts itself as the measured server.</summary>
    public const string ServerArgument = "soap-server";

    private const int Rounds = 5;
    private const int Connections = 16;

    /// <summary>All peers together warm up for 25 s, each twice.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    /// <summary>Measures.</summary>
    /// <returns>Rows for the table of results: measure, figure, remark.</returns>
    public static Task<IReadOnlyList<string>> RunAsync() => RunAsync(CancellationToken.None);

    private static async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        using Process server = Process.Start(ServerCommand()) ?? throw new InvalidOperationException("the server did not start");
        try
        {
            int port = int.Parse(await server.StandardOutput.ReadLineAsync(cancellationToken) ?? "", CultureInfo.InvariantCulture);
            using HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
            Dictionary<SoapPeer, List<SoapMeasurement>> measured = SoapPeer.All.ToDictionary(peer => peer, _ => new List<SoapMeasurement>());
            Console.WriteLine("warming up");
            foreach (SoapPeer peer in SoapPeer.All.Concat(SoapPeer.All)) await MeasureAsync(http, port, peer, WarmUp, cancellationToken);
            for (int round = 1; round <= Rounds; round++)
            {
                Console.WriteLine($"round {round} of {Rounds}");
                foreach (SoapPeer peer in SoapPeer.All) measured[peer].Add(await MeasureAsync(http, port, peer, Round, cancellationToken));
            }

            return Rows(measured.ToDictionary(peer => peer.Key, peer => SoapMeasurement.Median(peer.Value)));
        }
        finally
        {
            server.StandardInput.Close();
            if (!server.WaitForExit(TimeSpan.FromSeconds(5))) server.Kill();
        }
    }

    /// <summary>This program again, on the last core; it is there before the server's threads are, so all of them stay on it.</summary>
    private static ProcessStartInfo ServerCommand()
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("the program does not know its own path");
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, typeof(SoapBenchmark).Assembly.Location, ServerArgument] : [program, ServerArgument];
        string core = (Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture);
        return new ProcessStartInfo("taskset", ["--cpu-list", core, .. self]) { RedirectStandardInput = true, RedirectStandardOutput = true };
    }

    private static async Task<SoapMeasurement> MeasureAsync(HttpClient http, int port, SoapPeer peer, TimeSpan duration, CancellationToken cancellationToken)
    {
        byte[] request = peer.Request(port);
        RequestLoop[] loops = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => RequestLoop.ConnectAsync(port, request, cancellationToken)));
        try
        {
            (double cpuBefore, double allocatedBefore) = await UsageAsync(http, cancellationToken);
            long started = Stopwatch.GetTimestamp();
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stop.CancelAfter(duration);
            long answered = (await Task.WhenAll(loops.Select(loop => loop.RunAsync(stop.Token)))).Sum();
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            (double cpuAfter, double allocatedAfter) = await UsageAsync(http, cancellationToken);
            return new SoapMeasurement(answered / seconds, (cpuAfter - cpuBefore) / answered, (allocatedAfter - allocatedBefore) / answered);
        }
        finally
        {
            foreach (RequestLoop loop in loops) loop.Dispose();
        }
    }

    private static async Task<(double CpuMicroseconds, double AllocatedBytes)> UsageAsync(HttpClient http, CancellationToken cancellationToken)
    {
        double[] usage = [.. (await http.GetStringAsync("usage", cancellationToken)).Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
        return (usage[0], usage[1]);
    }

    private static string[] Rows(Dictionary<SoapPeer, SoapMeasurement> measured)
    {
        double bare = measured[SoapPeer.Bare].CpuMicroseconds;
        return
        [
            "| measure | CPU s per 1,000 requests | requests per CPU second against bare | allocated per request | remark |",
            "|---|---|---|---|---|",
            .. SoapPeer.All.Select(peer => Row(peer.Name, measured[peer], bare)),
        ];
    }

    private static string Row(string name, SoapMeasurement figure, double bare) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {figure.CpuMicroseconds / 1000:F4} | {bare / figure.CpuMicroseconds:P0} | {figure.AllocatedBytes:F0} B | server on one core, {Connections} connections, {figure.RequestsPerSecond:F0} requests/s, client on the same machine |");
}
