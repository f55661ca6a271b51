using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Transport.Dns;

/// <summary>Section <c>Sip:Dns</c>.</summary>
internal sealed class DnsOptions
{
    /// <summary>Name servers as <c>address</c> or <c>address:port</c>. Default: those of <c>/etc/resolv.conf</c>.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>How long one server may take before the next one is asked. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long finding the targets of one request may take in all. Default 4 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long it is remembered at most that there is no such record. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan LongestNegative { get; init; } = TimeSpan.FromSeconds(5);
}
