using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cmr.Cli.Instance;
using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;

namespace Cmr.Benchmarks.Management;

/// <summary>The service as it runs, in a process of its own that has one core.</summary>
internal sealed class ManagementServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private ManagementServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Processor time that the process has used, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static async Task<ManagementServer> StartAsync(string folder, string connectionString, CancellationToken cancellationToken)
    {
        string secretFile = Path.Combine(folder, "instance.key");
        if (!File.Exists(secretFile)) await File.WriteAllTextAsync(secretFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellationToken);
        (int soap, int health) = (FreePort(), FreePort());
        string[] command =
        [
            "-c", "0", "dotnet", RepositoryHome.ProgramOf("Cmr.Service"), $"--Instance:SecretFile={secretFile}", $"--Database:ConnectionString={connectionString}",
            $"--Soap:Port={soap}", $"--Health:Port={health}", "--Logging:LogLevel:Default=Error",
        ];
        Process process = Process.Start(new ProcessStartInfo("taskset", command) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("the service did not start");
        _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var server = new ManagementServer(process, soap);
        await server.WaitUntilHealthyAsync(health, cancellationToken);
        return server;
    }

    /// <summary>A client of CMR-6 as the operator.</summary>
    public Cmr6Client Client(SoapCredentials credentials) => new(new SoapChannel(_http, new Uri($"http://127.0.0.1:{Port}/cmr6")) { Credentials = credentials });

    /// <summary>Opens a session as the operator.</summary>
    /// <returns>Its key.</returns>
    public async Task<string> OpenSessionAsync()
    {
        OpenSessionResponse opened = await Client(new SoapCredentials.UsernameToken(ManagementDatabase.OperatorId, ManagementDatabase.OperatorSecret)).OpenSessionAsync(new());
        return opened.SessionKey ?? throw new InvalidOperationException($"no session: {opened.StatusCode} {opened.StatusDescription}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitUntilHealthyAsync(int port, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < StartLimit)
        {
            try
            {
                using HttpResponseMessage health = await _http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health")), cancellationToken);
                if (health.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // not yet
            }

            await tick.WaitForNextTickAsync(cancellationToken);
        }

        throw new InvalidOperationException("the service is not ready after a minute");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port; // bound in the line above
    }
}
