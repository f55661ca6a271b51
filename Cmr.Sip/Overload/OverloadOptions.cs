using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Overload;

/// <summary>Section <c>Sip:Overload</c>: when new work is turned away so that work in progress gets done (RFC 6357).</summary>
internal sealed class OverloadOptions
{
    /// <summary>How long a new call may wait for its turn while the node is busy. Default 50 ms: far below T1, so that nobody repeats what merely waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00.005", "00:00:00.400")]
    public TimeSpan TargetDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the wait must last before fewer calls are let in, and how often that is judged. Default 100 ms: a burst or a pause of the collector passes within it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>From this wait on nothing new is let in, at once, emergency calls included. Default 250 ms, half of T1.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Fewer waiting messages than this are no overload, however long they wait: the thread was merely not scheduled. Default 32.</summary>
    [Range(1, 100_000)]
    public int MinBacklog { get; init; } = 32;

    /// <summary>New requests that may wait in one mailbox. Default 512: what comes at once beyond it would wait for long anyway.</summary>
    [Range(16, 1 << 20)]
    public int MaxNewWaiting { get; init; } = 512;

    /// <summary>Requests that open something new, let in per second and mailbox however slow the node is. Default 5: enough to notice that it is well again.</summary>
    [Range(1, 100_000)]
    public int MinNewPerSecond { get; init; } = 5;

    /// <summary>Shortest Retry-After in seconds. Default 2. Each refused request gets its own value up to <see cref="MaxRetryAfter"/>, so that peers do not come back together.</summary>
    [Range(1, 3600)]
    public int MinRetryAfter { get; init; } = 2;

    /// <summary>Longest Retry-After in seconds. Default 10.</summary>
    [Range(1, 3600)]
    public int MaxRetryAfter { get; init; } = 10;

    /// <summary>Share of the memory available to the process (the limit of its container, else of the machine) from which new calls get 503. Default 0.75.</summary>
    [Range(0.05, 1.0)]
    public double MaxMemory { get; init; } = 0.75;

    /// <summary>503 sent per second and mailbox; what more there is to refuse is dropped. Default 5000, about 5 % of a processor.</summary>
    [Range(1, 1_000_000)]
    public int MaxRefusalsPerSecond { get; init; } = 5000;

    /// <summary>Calls per second and mailbox that are let in during overload because they say to be urgent; beyond it they are calls as any, so that the claim is no way in for a flood. Default 20.</summary>
    [Range(0, 100_000)]
    public int MaxUrgentPerSecond { get; init; } = 20;

    /// <summary>Numbers of emergency services besides 112 and 911, as dialled. URNs below <c>urn:service:sos</c> (RFC 5031) always count.</summary>
    public IReadOnlyList<string> MoreEmergencyNumbers { get; init; } = [];

    /// <summary>Namespaces of Resource-Priority that make a call of a trusted peer urgent, besides esnet (RFC 7135), ets and wps (RFC 4412).</summary>
    public IReadOnlyList<string> MorePriorityNamespaces { get; init; } = [];
}
