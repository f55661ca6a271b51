using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Hep;

/// <summary>Section <c>Sip:Hep</c>: copies of all messages to a capture server (HOMER, heplify-server) as HEP version 3.</summary>
internal sealed class HepOptions
{
    /// <summary><c>host:port</c> of the capture server, usually port 9060; an IPv6 host in brackets. Empty, the default: no copies.</summary>
    public string? Server { get; init; }

    /// <summary>Send over TCP. Default false: UDP, which loses copies rather than time.</summary>
    public bool Tcp { get; init; }

    /// <summary>Number of this capture agent at the server. Default 2001, HOMER's first.</summary>
    public uint AgentId { get; init; } = 2001;

    /// <summary>What the server knows its agents by; HEP sends it in the clear. Default none.</summary>
    public string? Password { get; init; }

    /// <summary>Numbers of subscribers lose their middle. Default true; false lets operators search by number. Credentials, keys and texts of people are never sent.</summary>
    public bool Redact { get; init; } = true;

    /// <summary>Copies that may wait; more are dropped and counted. Default 8192.</summary>
    [Range(16, 1 << 20)]
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>Octets that may wait. Default 16 MiB.</summary>
    [Range(1 << 16, 1 << 30)]
    public long QueueBytes { get; init; } = 16 << 20;

    /// <summary>How long to wait after a server was not found, or refused, before it is tried again; its name is looked up anew then. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Host and port of <see cref="Server"/>.</summary>
    /// <returns>False when it cannot be read.</returns>
    public static bool TryReadServer(string? text, out string host, out int port)
    {
        host = "";
        port = 0;
        int colon = text?.LastIndexOf(':') ?? -1;
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out port) || port is < 1 or > ushort.MaxValue) return false;
        host = text![..colon].Trim('[', ']'); // there is a colon in it
        return Uri.CheckHostName(host) is not UriHostNameType.Unknown;
    }
}
