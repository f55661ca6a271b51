using System.Text.Json.Nodes;
using Cmr.Cli.Instance;

namespace Cmr.Cli.Up;

/// <summary>Writes the configuration file of each process; the process's own defaults, its environment and flags fill the rest.</summary>
internal static class ProcessConfiguration
{
    public static void Write(InstanceFolder folder, PortPlan ports, string connectionString, string? outboundProxy)
    {
        WriteOne(folder, ProcessNames.Service, new JsonObject
        {
            ["Instance"] = Instance(folder),
            ["Health"] = Health(ports.ServiceHealth),
            ["Database"] = Database(connectionString),
            ["Soap"] = new JsonObject
            {
                ["Address"] = "127.0.0.1",
                ["Port"] = ports.Soap,
                ["Tls"] = new JsonObject { ["Address"] = "127.0.0.1", ["Port"] = ports.SoapTls, ["CertificateFile"] = folder.TlsCertificateFile, ["KeyFile"] = folder.TlsKeyFile },
            },
            ["Media"] = new JsonObject { ["UploadBaseUrl"] = $"http://127.0.0.1:{ports.MediaHttp}" },
        });
        WriteOne(folder, ProcessNames.Media, new JsonObject
        {
            ["Instance"] = Instance(folder),
            ["Health"] = Health(ports.MediaHealth),
            ["Media"] = new JsonObject
            {
                ["Address"] = "127.0.0.1",
                ["HttpPort"] = ports.MediaHttp,
                ["ControlPort"] = ports.MediaControl,
                ["RtpAddress"] = "127.0.0.1",
                ["RtpPortMin"] = ports.RtpMin,
                ["RtpPortMax"] = ports.RtpMax,
                ["ServiceUrl"] = $"http://127.0.0.1:{ports.Soap}",
                ["CacheDirectory"] = folder.MediaCache,
            },
        });
        var sip = new JsonObject { ["Address"] = "127.0.0.1", ["Port"] = ports.Sip };
        sip["Tls"] = new JsonObject { ["Port"] = ports.SipTls, ["CertificateFile"] = folder.SipCertificate, ["TrustFile"] = folder.SipCertificate };
        sip["Authentication"] = new JsonObject { ["UsersFile"] = folder.SipUsersFile };
        if (outboundProxy is not null) sip["OutboundProxy"] = outboundProxy;
        WriteOne(folder, ProcessNames.Sip, new JsonObject
        {
            ["Instance"] = Instance(folder),
            ["Health"] = Health(ports.SipHealth),
            ["Database"] = Database(connectionString),
            ["Sip"] = sip,
            ["Media"] = new JsonObject { ["Workers"] = new JsonArray($"127.0.0.1:{ports.MediaControl}") },
        });
    }

    private static JsonObject Instance(InstanceFolder folder) => new() { ["SecretFile"] = folder.SecretFile };

    private static JsonObject Health(int port) => new() { ["Port"] = port };

    private static JsonObject Database(string connectionString) => new() { ["ConnectionString"] = connectionString };

    private static void WriteOne(InstanceFolder folder, string process, JsonObject content) =>
        File.WriteAllText(folder.ConfigurationOf(process), content.ToJsonString(new() { WriteIndented = true }));
}
