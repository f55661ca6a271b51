namespace Cmr.Protocols.Dns;

/// <summary>Kinds of records that SIP needs to find servers (RFC 1035 §3.2.2, 3596, 2782, 3403).</summary>
public enum DnsRecordType : ushort
{
    /// <summary>IPv4 address.</summary>
    A = 1,

    /// <summary>Another name for the same host.</summary>
    Cname = 5,

    /// <summary>Start of a zone; in a negative answer it says how long that holds (RFC 2308).</summary>
    Soa = 6,

    /// <summary>IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>Host and port of a service.</summary>
    Srv = 33,

    /// <summary>Services that a domain has.</summary>
    Naptr = 35,
}
