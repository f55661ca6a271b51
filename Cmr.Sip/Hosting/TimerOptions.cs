using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Hosting;

/// <summary>Section <c>Sip:Timers</c>: RFC 3261 table 4.</summary>
internal sealed class TimerOptions
{
    /// <summary>Round-trip estimate (RFC 3261 §17.1.1.1). Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest retransmission interval of non-INVITE requests and of 2xx to INVITE. Default 4 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:40")]
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Longest time a message stays in the network. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:50")]
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);
}
