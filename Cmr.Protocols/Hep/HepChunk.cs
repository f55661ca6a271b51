namespace Cmr.Protocols.Hep;

/// <summary>Generic chunks, those of vendor 0, that are written here (HEP/EEP revision 36, §3.2).</summary>
internal enum HepChunk : ushort
{
    /// <summary>u8: 2 IPv4, 10 IPv6.</summary>
    AddressFamily = 0x0001,

    /// <summary>u8: <see cref="HepTransport"/>.</summary>
    Transport = 0x0002,

    /// <summary>4 octets.</summary>
    SourceIPv4 = 0x0003,

    /// <summary>4 octets.</summary>
    DestinationIPv4 = 0x0004,

    /// <summary>16 octets.</summary>
    SourceIPv6 = 0x0005,

    /// <summary>16 octets.</summary>
    DestinationIPv6 = 0x0006,

    /// <summary>u16.</summary>
    SourcePort = 0x0007,

    /// <summary>u16.</summary>
    DestinationPort = 0x0008,

    /// <summary>u32: seconds since 1970.</summary>
    Seconds = 0x0009,

    /// <summary>u32: microseconds of the second.</summary>
    Microseconds = 0x000a,

    /// <summary>u8: 1 is SIP.</summary>
    ProtocolType = 0x000b,

    /// <summary>u32.</summary>
    AgentId = 0x000c,

    /// <summary>Octets.</summary>
    AuthenticationKey = 0x000e,

    /// <summary>Octets.</summary>
    Payload = 0x000f,

    /// <summary>Octets.</summary>
    CorrelationId = 0x0011,

    /// <summary>Octets.</summary>
    NodeName = 0x0013,
}
