using System.Diagnostics;
using System.Globalization;
using Cmr.Tests.Support;

namespace Cmr.Tests.EndToEnd;

/// <summary>One SIPp process that plays one scenario of <c>TestData/sipp</c> once.</summary>
internal sealed class SippPhone : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly string _folder;
    private readonly string _scenario;
    private readonly Task<string> _errors;
    private readonly Task<string> _screen;

    private SippPhone(Process process, string folder, string scenario)
    {
        _process = process;
        _folder = folder;
        _scenario = scenario;
        _errors = process.StandardError.ReadToEndAsync();
        _screen = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Starts the scenario; <paramref name="keys"/> are its <c>[name]</c> values.</summary>
    /// <param name="scenario">File name without extension.</param>
    /// <param name="localPort">SIP port of this phone.</param>
    /// <param name="remotePort">SIP port of the server; only for a caller.</param>
    /// <param name="keys">Name and value pairs; <c>service</c> is the called user, <c>transport</c> SIPp's word for the transport, <c>u1</c> unless told, <c>auth_uri</c> what it logs in for, without scheme.</param>
    public static SippPhone Start(string scenario, int localPort, int? remotePort, params (string Name, string Value)[] keys)
    {
        string folder = Directory.CreateTempSubdirectory("cmr-sipp-").FullName;
        var start = new ProcessStartInfo("sipp") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (remotePort is { } port) start.ArgumentList.Add($"127.0.0.1:{port}");
        foreach (string argument in (string[])
        [
            "-sf", Repository.PathOf("Cmr.Tests", "TestData", "sipp", scenario + ".xml"),
            "-i", "127.0.0.1", "-p", localPort.ToString(CultureInfo.InvariantCulture),
            "-m", "1", "-l", "1", "-nostdin", "-trace_msg", "-message_file", "messages.log", "-trace_err", "-error_file", "errors.log",
            "-timeout", "50", "-timeout_error",
        ]) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in keys)
        {
            if (name is "service" or "transport" or "auth_uri")
            {
                start.ArgumentList.Add(name switch { "service" => "-s", "transport" => "-t", _ => "-auth_uri" });
                start.ArgumentList.Add(value);
                continue;
            }

            start.ArgumentList.Add("-key");
            start.ArgumentList.Add(name);
            start.ArgumentList.Add(value);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new SippPhone(process, folder, scenario);
    }

    /// <summary>Every message it sent and received, as text.</summary>
    public string Messages => ReadOrEmpty("messages.log");

    /// <summary>Waits for the end of the scenario and fails the test with SIPp's own words when it did not go as written.</summary>
    /// <param name="more">What else to print then.</param>
    public async Task EndsWellAsync(Func<string>? more = null)
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        await Task.WhenAll(_errors, _screen);
        Assert.AreEqual(0, _process.ExitCode, $"{_scenario}: {await _errors}\n{ReadOrEmpty("errors.log")}\n--- messages ---\n{Messages}{more?.Invoke()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string ReadOrEmpty(string file)
    {
        string path = Path.Combine(_folder, file);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }
}
