namespace Cmr.Protocols.Hep;

/// <summary>Number of the protocol above IP, as chunk 0x0002 has it (IANA protocol numbers).</summary>
public enum HepTransport : byte
{
    /// <summary>TCP, with or without TLS.</summary>
    Tcp = 6,

    /// <summary>UDP.</summary>
    Udp = 17,
}
