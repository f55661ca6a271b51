using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Hosting;

/// <summary>Section <c>Sip</c>.</summary>
internal sealed class SipOptions
{
    /// <summary>Local IP address to listen at; it also stands in Via and Contact, so it must be one that peers can reach. Default loopback.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>More addresses to listen at, such as one of IPv6; same ports.</summary>
    public IReadOnlyList<string> MoreAddresses { get; init; } = [];

    /// <summary>
    /// Addresses that peers reach ours at, where a translator stands between: local address to reachable address, such as <c>"10.0.0.5": "203.0.113.7"</c>.
    /// The reachable one stands in Via and Contact. Default: none, our addresses are reachable as they are.
    /// </summary>
    public IReadOnlyDictionary<string, string> Reachable { get; init; } = new Dictionary<string, string>();

    /// <summary>Port of UDP and TCP. Default 5060 (RFC 3261 §19.1.2).</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 5060;

    /// <summary>Listen for TCP. Default true.</summary>
    public bool Tcp { get; init; } = true;

    /// <summary>Requests longer than this go over TCP where UDP was asked for (RFC 3261 §18.1.1), and back to UDP where nobody listens for it. Default 1300; 65535: never.</summary>
    [Range(500, ushort.MaxValue)]
    public int MaxUdpRequestBytes { get; init; } = 1300;

    /// <summary>How long one of several servers of a name may stay silent before the next is tried. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:32")]
    public TimeSpan FailOverAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary><c>host:port</c>, or a SIP URI such as <c>sip:proxy.example;transport=tcp</c>, that gets every new outgoing call without a Route; empty: the Request-URI says where it goes.</summary>
    public string? OutboundProxy { get; init; }

    /// <summary>Next hops by domain or number, before the outbound proxy and DNS. Default: none.</summary>
    public IReadOnlyList<RouteOptions> Routes { get; init; } = [];

    /// <summary>T_na: how long the called party may ring. Default 120 s; below the 180 s of proxies' Timer C.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:50")]
    public TimeSpan NoAnswerTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Present only to callers that announce <c>P-Early-Media: supported</c> (RFC 5009). Default true; false for plain SIP phones.</summary>
    public bool RequirePem { get; init; } = true;

    /// <summary>Timers of RFC 3261 table 4.</summary>
    [ValidateObjectMembers]
    public TimerOptions Timers { get; init; } = new();

    /// <summary>Session timers of RFC 4028.</summary>
    [ValidateObjectMembers]
    public SessionTimerSettings SessionTimer { get; init; } = new();

    /// <summary>Mailboxes that calls are spread over by Call-ID; 0: one per processor.</summary>
    [Range(0, 256)]
    public int Partitions { get; init; }

    /// <summary>Inputs a mailbox holds before datagrams are dropped; peers retransmit. Default 8192.</summary>
    [Range(16, 1 << 20)]
    public int MailboxCapacity { get; init; } = 8192;

    /// <summary>Calls at once; beyond it new ones get 503. Default 250000: about 2 GB while they are talked in.</summary>
    [Range(1, 1_000_000)]
    public int MaxCalls { get; init; } = 250_000;

    /// <summary>
    /// Requests of others at once that are answered or being answered; each is kept for 32 s, for repetitions (RFC 3261 §17.2). Beyond it new ones get 503.
    /// Default 1000000, enough for 30000 requests a second; about 1.6 kB each.
    /// </summary>
    [Range(1000, 10_000_000)]
    public int MaxTransactions { get; init; } = 1_000_000;

    /// <summary>How long running calls may go on after the process was asked to stop. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Name of this node in call records. Default: the machine's name.</summary>
    public string NodeName { get; init; } = Environment.MachineName;
}
