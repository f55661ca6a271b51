using System.Text.Json;

namespace Cmr.Cli.Instance;

/// <summary>What <c>up</c> started, kept in <c>instance.json</c> so that other commands, and the next <c>up</c>, find it.</summary>
internal sealed record InstanceState(PortPlan Ports, string Version, IReadOnlyList<ProcessIdentity> Processes)
{
    public string SoapUrl => $"http://127.0.0.1:{Ports.Soap}";

    public string SoapTlsUrl => $"https://127.0.0.1:{Ports.SoapTls}";

    public string SipUri => $"sip:127.0.0.1:{Ports.Sip}";

    public string SipTlsUri => $"sip:127.0.0.1:{Ports.SipTls};transport=tls";

    public string MediaUrl => $"http://127.0.0.1:{Ports.MediaHttp}";

    /// <summary>Health and metrics address of a process.</summary>
    public string HealthUrl(string process) => $"http://127.0.0.1:{HealthPort(process)}";

    /// <summary>The state that was written last; <see langword="null"/> when there is none or it cannot be read.</summary>
    public static InstanceState? Load(InstanceFolder folder)
    {
        if (!File.Exists(folder.StateFile)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(folder.StateFile), InstanceJson.Default.InstanceState);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file in one step: a reader sees the old state or the new one.</summary>
    public void Save(InstanceFolder folder)
    {
        string next = folder.StateFile + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(this, InstanceJson.Default.InstanceState));
        File.Move(next, folder.StateFile, overwrite: true);
    }

    private int HealthPort(string process) => process switch
    {
        ProcessNames.Service => Ports.ServiceHealth,
        ProcessNames.Sip => Ports.SipHealth,
        _ => Ports.MediaHealth,
    };
}
