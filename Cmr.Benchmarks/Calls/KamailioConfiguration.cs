using System.Globalization;

namespace Cmr.Benchmarks.Calls;

/// <summary>Kamailio as the peer: its configuration with the ports of a run.</summary>
internal static class KamailioConfiguration
{
    /// <summary>The command that starts it in the foreground.</summary>
    /// <param name="port">Its own port.</param>
    /// <param name="calledPort">Port of the called party.</param>
    public static string[] Command(int port, int calledPort)
    {
        string text = File.ReadAllText(SippProcess.Scenario("kamailio.cfg"))
            .Replace("CALLED", calledPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        string file = Path.Combine(Path.GetTempPath(), $"cmr-bench-kamailio-{port}.cfg");
        File.WriteAllText(file, text);
        return ["kamailio", "-f", file, "-m", "1024", "-E", "-DD", "-Y", Path.GetTempPath()];
    }
}
