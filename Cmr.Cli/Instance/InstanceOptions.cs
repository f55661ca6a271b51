using System.CommandLine;

namespace Cmr.Cli.Instance;

/// <summary>The options that say which instance a command is about.</summary>
internal static class InstanceOptions
{
    public static Option<string?> Data() => new("--data") { Description = "data folder of the instance (default: .cmr in the repository)", HelpName = "DIR" };

    public static Option<int?> PortBase() => new("--port-base")
    {
        Description = "first port: SOAP N, SOAP/TLS N+1, SIP N+2, SIP/TLS N+3, media N+4 and N+5, health N+6 to N+8, RTP N+100 to N+8099 (default: 8080, 8443, 5060, 5061, 8090, 8091, 8096 to 8098, 20000 to 39999)",
        HelpName = "N",
    };
}
