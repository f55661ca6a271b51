using System.Diagnostics;
using System.Globalization;

namespace Cmr.Benchmarks.Soap;

/// <summary>
/// SubscribeCmrResource through the whole SOAP layer with an operation in memory, against a bare Kestrel endpoint that reads the body
/// and returns a fixed one. Both are served by one process of their own, over loopback with keep-alive, in alternating rounds.
/// </summary>
internal static class SoapBenchmark
{
    private const int Rounds = 5;
    private const int Connections = 16;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    private const string Request =
        """<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cmr="urn:oma:cmr:1.0"><s:Header><cmr:SessionKey>3v1Xq0l9n0mQ5p7cY2sV8w</cmr:SessionKey></s:Header><s:Body><cmr:SubscribeCmrResourceRequest><cmr:TransactionId>t-4</cmr:TransactionId><cmr:SubscriberId>+8613900000002</cmr:SubscriberId><cmr:ResourceId>song-1</cmr:ResourceId></cmr:SubscribeCmrResourceRequest></s:Body></s:Envelope>""";

    /// <summary>The argument with which this program starts itself as the measured server.</summary>
    public const string ServerArgument = "soap-server";

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
            await MeasureAsync(http, port, "/bare", WarmUp, cancellationToken);
            await MeasureAsync(http, port, "/cmr1", WarmUp, cancellationToken);
            List<SoapMeasurement> bare = [], soap = [];
            for (int round = 0; round < Rounds; round++)
            {
                bare.Add(await MeasureAsync(http, port, "/bare", Round, cancellationToken));
                soap.Add(await MeasureAsync(http, port, "/cmr1", Round, cancellationToken));
            }

            return Rows(SoapMeasurement.Median(bare), SoapMeasurement.Median(soap));
        }
        finally
        {
            server.StandardInput.Close();
            if (!server.WaitForExit(TimeSpan.FromSeconds(5))) server.Kill();
        }
    }

    private static ProcessStartInfo ServerCommand()
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("the program does not know its own path");
        string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(SoapBenchmark).Assembly.Location, ServerArgument] : [ServerArgument];
        return new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
    }

    private static async Task<SoapMeasurement> MeasureAsync(HttpClient http, int port, string path, TimeSpan duration, CancellationToken cancellationToken)
    {
        RequestLoop[] loops = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => RequestLoop.ConnectAsync(port, path, Request, cancellationToken)));
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

    private static string[] Rows(SoapMeasurement bare, SoapMeasurement soap) =>
    [
        "| measure | figure | remark |",
        "|---|---|---|",
        Row("Bare Kestrel endpoint", $"{bare.RequestsPerSecond:F0} requests/s, {bare.CpuMicroseconds:F1} µs CPU, {bare.AllocatedBytes:F0} B", "reads the body, returns a fixed one"),
        Row("SubscribeCmrResource, whole SOAP layer", $"{soap.RequestsPerSecond:F0} requests/s, {soap.CpuMicroseconds:F1} µs CPU, {soap.AllocatedBytes:F0} B", "operation in memory"),
        Row("SOAP layer against bare", $"{bare.CpuMicroseconds / soap.CpuMicroseconds:P0} by CPU, {soap.RequestsPerSecond / bare.RequestsPerSecond:P0} by throughput", $"{Connections} connections, client on the same machine"),
    ];

    private static string Row(string measure, FormattableString figure, string remark) =>
        string.Create(CultureInfo.InvariantCulture, $"| {measure} | {FormattableString.Invariant(figure)} | {remark} |");
}
