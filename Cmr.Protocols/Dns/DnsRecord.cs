using System.Net;

namespace Cmr.Protocols.Dns;

/// <summary>One resource record. Names are in lower case, without the last dot.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="TimeToLive">How long it may be kept.</param>
public abstract record DnsRecord(string Name, TimeSpan TimeToLive)
{
    /// <summary>A or AAAA.</summary>
    /// <param name="Name">Whose it is.</param>
    /// <param name="TimeToLive">How long it may be kept.</param>
    /// <param name="Value">The address.</param>
    public sealed record Address(string Name, TimeSpan TimeToLive, IPAddress Value) : DnsRecord(Name, TimeToLive);

    /// <summary>CNAME.</summary>
    /// <param name="Name">Whose it is.</param>
    /// <param name="TimeToLive">How long it may be kept.</param>
    /// <param name="Target">The real name.</param>
    public sealed record Alias(string Name, TimeSpan TimeToLive, string Target) : DnsRecord(Name, TimeToLive);

    /// <summary>SOA, of which only the end matters.</summary>
    /// <param name="Name">The zone.</param>
    /// <param name="TimeToLive">How long a negative answer holds, RFC 2308 §5.</param>
    public sealed record Zone(string Name, TimeSpan TimeToLive) : DnsRecord(Name, TimeToLive);

    /// <summary>SRV, RFC 2782.</summary>
    /// <param name="Name">Whose it is.</param>
    /// <param name="TimeToLive">How long it may be kept.</param>
    /// <param name="Priority">The lowest is tried first.</param>
    /// <param name="Weight">Share among those of one priority.</param>
    /// <param name="Port">Port.</param>
    /// <param name="Target">Host; empty: there is no such service here.</param>
    public sealed record Service(string Name, TimeSpan TimeToLive, ushort Priority, ushort Weight, ushort Port, string Target) : DnsRecord(Name, TimeToLive);

    /// <summary>NAPTR, RFC 3403 §4.</summary>
    /// <param name="Name">Whose it is.</param>
    /// <param name="TimeToLive">How long it may be kept.</param>
    /// <param name="Order">The lowest is looked at first.</param>
    /// <param name="Preference">Rank among those of one order.</param>
    /// <param name="Flags">What the replacement is: <c>s</c> an SRV name, <c>a</c> a host.</param>
    /// <param name="Services">Such as <c>SIP+D2U</c>.</param>
    /// <param name="Replacement">The name to go on with.</param>
    public sealed record Pointer(string Name, TimeSpan TimeToLive, ushort Order, ushort Preference, string Flags, string Services, string Replacement) : DnsRecord(Name, TimeToLive);
}
